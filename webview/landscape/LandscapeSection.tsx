import { usePanel } from '../views/context';
import { LandscapeView } from '../views/LandscapeView';
import { Section } from '../views/Section';

/** The landscape of a large model: folded, for each of its points is an evaluation of all of it. */
export function LandscapeSection() {
  const { panel, view, words } = usePanel();
  if (panel.plane === null || !view.series.some(({ name }) => name === 'theta')) return null;
  return (
    <Section name="landscape" title={words.say('landscape.title')} folded>
      <div class="landscape-section">
        <LandscapeView />
      </div>
    </Section>
  );
}
