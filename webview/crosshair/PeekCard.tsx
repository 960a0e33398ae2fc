import { useEffect, useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import type { SeriesDeclaration } from '../../src/protocol/series';
import { leafOf } from '../state/coordinates';
import { valueAt } from '../state/values';
import { shownName, shownValue } from '../text';
import { usePanel } from '../views/context';
import { columnsBeside, placeOfCard } from './place';

/**
 * All values at the step under the pointer. The cursor does the same for the keyboard and for
 * screen readers, so it is hidden from them.
 */
export function PeekCard() {
  const { panel, view, words } = usePanel();
  const { peek } = panel;
  const card = useRef<HTMLDivElement>(null);
  const [, redraw] = useReducer((count: number, _: void) => count + 1, 0);
  useEffect(() => peek.subscribe(() => redraw()), [peek]);
  useLayoutEffect(() => {
    const { current } = card;
    if (!current) return;
    const { clientX: x, clientY: y } = peek.pointer;
    const size = { width: current.offsetWidth, height: current.offsetHeight };
    const { innerWidth: width, innerHeight: height } = window;
    const { left, top } = placeOfCard({ x, y }, size, { width, height });
    current.style.transform = `translate(${left}px, ${top}px)`;
  });
  const { values } = peek;
  if (peek.step === null || !values) return null;
  const columns = values.coordinates.slice(
    0,
    columnsBeside(peek.pointer.clientX, window.innerWidth),
  );
  const left = values.coordinates.length - columns.length;
  const shown = view.series.filter(({ statistic }) => !statistic);
  const value = (series: SeriesDeclaration, coordinate: number) => {
    const index = series.per === 'leaf' ? leafOf(view.leaves, coordinate) : coordinate;
    return shownValue(valueAt(values, series, index));
  };
  return (
    <div class="peek-card" ref={card} aria-hidden="true" data-step={values.step}>
      <table>
        <thead>
          <tr>
            <th>{words.say('peek.step', words.count(values.step))}</th>
            {columns.map((coordinate) => (
              <th key={coordinate}>{shownName(panel.names.at(coordinate))}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((series) => (
            <tr key={series.name} data-series={series.name}>
              <th>{shownName(series.symbol)}</th>
              {series.per === 'run' ? (
                <td colSpan={columns.length}>{shownValue(valueAt(values, series, 0))}</td>
              ) : (
                columns.map((each) => <td key={each}>{value(series, each)}</td>)
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p class="muted">{words.say('peek.more', words.count(left))}</p>}
    </div>
  );
}
