import { ghostLook, lookOf } from '../charts/look';
import { axisFor, isEmpty, thresholdFor, valueRange } from '../charts/range';
import { valueAt } from '../state/values';
import { shownValue } from '../text';
import { usePanel } from './context';
import { Plot, useLines } from './Plot';

/** The same run without correction behind the shown one: its early steps are longer. */
export function WithoutCorrection() {
  const { panel, view, words } = usePanel();
  const nth = view.overlays.findIndex(({ kind }) => kind === 'without-correction');
  if (!view.series.some(({ name }) => name === 'vHat')) return null;
  if (nth < 0 && !view.can.run) return null;
  return (
    <figure class="chart" data-chart="without-correction">
      <figcaption>
        <h3 class="chart-title">
          <span class="chart-name">{words.say('why.ghost')}</span>
          <span class="symbol">Δθ</span>
        </h3>
        {nth < 0 && (
          <button class="button small" onClick={() => panel.post('withoutCorrection')}>
            {words.say('why.ghost.show')}
          </button>
        )}
      </figcaption>
      {nth >= 0 && <Updates nth={nth} />}
      <p>{words.say('why.ghost.text', shownValue(firstStep(view.hyperparameters), 3))}</p>
    </figure>
  );
}

/** (1−β₁)/√(1−β₂): the first step without correction, in steps with it. */
function firstStep(hyperparameters: readonly { name: string; value: unknown }[]): number {
  const [beta1, beta2] = ['beta1', 'beta2'].map((name) =>
    Number(hyperparameters.find((each) => each.name === name)?.value),
  );
  return (1 - beta1!) / Math.sqrt(1 - beta2!);
}

function Updates({ nth }: { nth: number }) {
  const { panel, view, words } = usePanel();
  const id = { series: 'update', index: panel.coordinate };
  const { points, known } = useLines([id]);
  const behind = panel.answers.overlayLine(view.overlays[nth]!.run, id) ?? new Float64Array();
  const look = lookOf(panel.coordinate);
  const value = valueAt(
    panel.answers.values,
    { name: 'update', per: 'coordinate' },
    panel.coordinate,
  );
  const range = valueRange([points[0]!, behind]);
  const [from, to] = panel.window;
  return (
    <Plot
      name="Δθ"
      label={words.say(
        'chart.label',
        ...['Δθ', words.count(from), words.count(to), words.count(panel.cursor)],
        shownValue(value),
      )}
      lines={[
        { key: 'ghost', points: behind, look: ghostLook(look, nth), value: undefined },
        { key: 'update', points: points[0]!, look, value },
      ]}
      known={known}
      axis={axisFor(undefined, 'linear', range)}
      linearThreshold={thresholdFor(range)}
      empty={isEmpty(range)}
    />
  );
}
