import { useMemo, useRef } from 'preact/hooks';
import type { LineLook } from '../charts/look';
import { usePanel } from './context';
import { useLineChart } from './lineChart';
import { Swatch } from './Swatch';

const meanLook: LineLook = { colour: 0, marker: 'circle', dash: [] };
const expectedLook: LineLook = { colour: 3, marker: 'triangle', dash: [5, 3] };

/** The mean of v over many runs on independent gradients, on the curve that theory gives. */
export function ExpectationChart() {
  const { panel, view, words, theme } = usePanel();
  const { expectation } = panel.answers;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const input = useMemo(() => {
    const rows = expectation?.points ?? new Float64Array();
    return {
      lines: [
        { key: 'mean', points: column(rows, 1), look: meanLook },
        { key: 'expected', points: column(rows, 2), look: expectedLook },
      ],
      ...{ axis: 'linear' as const, linearThreshold: 1, empty: rows.length === 0 },
      ...{ from: 0, to: rows.at(-3) ?? 1, end: rows.at(-3) ?? 1, compact: false, theme },
      formatStep: (step: number) => words.count(step),
    };
  }, [expectation, theme, words]);
  useLineChart(frame, canvas, input, expectation !== null, () => undefined);
  return (
    <figure class="chart" data-chart="expectation">
      <figcaption>
        <h3 class="chart-title">
          <span class="chart-name">{words.say('why.expectation')}</span>
        </h3>
        <ul class="legend">
          {[
            { look: meanLook, name: words.say('why.mean') },
            { look: expectedLook, name: words.say('why.expected') },
          ].map(({ look, name }) => (
            <li key={name}>
              <Swatch look={look} marker={false} />
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
      <div class="plot" ref={frame}>
        <canvas ref={canvas} role="img" aria-label={words.say('why.expectation')} />
      </div>
      <p>{words.say('why.expectation.text', words.count(expectation?.seeds ?? 0))}</p>
      {view.can.reveal && (
        <button class="link example" onClick={() => panel.post('openExample')}>
          {words.say('why.expectation.example')}
        </button>
      )}
    </figure>
  );
}

/** x and the `nth` number behind it, of rows of three. */
function column(rows: Float64Array, nth: 1 | 2): Float64Array {
  const points = new Float64Array((rows.length / 3) * 2);
  for (let k = 0; 3 * k < rows.length; k++) {
    points[2 * k] = rows[3 * k]!;
    points[2 * k + 1] = rows[3 * k + nth]!;
  }
  return points;
}
