import { sharpness } from '../../src/protocol/sharpness';
import { chartGroups } from '../state/groups';
import { shownName } from '../text';
import { hasOtherDirection } from './Behind';
import { Chart, seriesName } from './Chart';
import { usePanel } from './context';
import { CoordinatePicker } from './CoordinatePicker';
import { Section } from './Section';

/** These have a place of their own. */
const apart = ['loss', sharpness];

/** Every other declared series. */
export function AllCharts() {
  const { view, words } = usePanel();
  const parted = view.overlays.some((overlay) => hasOtherDirection(view, overlay));
  const groups = chartGroups(view.series, parted).filter(({ id }) => !apart.includes(id));
  return (
    <Section name="charts" title={words.say('charts')} folded>
      <CoordinatePicker />
      <div class="charts">
        {groups.map((group) => (
          <Chart key={group.id} group={group} />
        ))}
      </div>
      {view.absent.map(({ name, symbol, reason }) => (
        <p class="absent" key={name}>
          {words.say('absent', seriesName(name, words), shownName(symbol), shownName(reason))}
        </p>
      ))}
    </Section>
  );
}
