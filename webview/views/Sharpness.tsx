import { sharpness } from '../../src/protocol/sharpness';
import { shownName } from '../text';
import { Chart } from './Chart';
import { usePanel } from './context';
import { Section } from './Section';

/** How sharply the loss bends as the optimizer sees it, once a person has asked for it. */
export function Sharpness() {
  const { panel, view, words } = usePanel();
  const { state, said } = view.sharpness;
  const series = view.series.find(({ name }) => name === sharpness);
  if (view.state === 'running' || (!series && !view.can.run)) return null;
  return (
    <Section name="sharpness" title={words.say('sharpness')}>
      <div class="asked-for">
        {series ? (
          <Chart group={{ id: sharpness, series: [series] }} />
        ) : (
          state !== 'absent' && <p>{words.say('sharpness.text')}</p>
        )}
        {said !== null && (
          <p class={series ? 'sharpness-said' : 'sharpness-said muted'}>{shownName(said)}</p>
        )}
        {state === 'possible' && view.can.run && (
          <button class="button small" onClick={() => panel.post('sharpness')}>
            {words.say('sharpness.compute')}
          </button>
        )}
        {state === 'computing' && <Progress />}
      </div>
    </Section>
  );
}

function Progress() {
  const { panel, view, words } = usePanel();
  const { done, all } = view.sharpness;
  return (
    <div class="tuning-progress">
      <progress
        class="progress"
        aria-label={words.say('sharpness.progress.label')}
        max={Math.max(1, all)}
        value={done}
      />
      <span class="value">
        {words.say('sharpness.progress', words.count(done), words.count(all))}
      </span>
      <button class="button small secondary" onClick={() => panel.post('stopSharpness')}>
        {words.say('sharpness.stop')}
      </button>
    </div>
  );
}
