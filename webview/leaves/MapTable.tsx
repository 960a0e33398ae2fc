import type { SeriesDeclaration } from '../../src/protocol/series';
import { valueAt } from '../state/values';
import { shownName, shownValue } from '../text';
import { usePanel } from '../views/context';
import { scaleOf, type MapGrid } from './mapGrid';

/** The map in words, for those who do not see it: each leaf at the cursor and over the steps. */
export function MapTable({ series, grid }: { series: SeriesDeclaration; grid: MapGrid }) {
  const { panel, view, words } = usePanel();
  const { columns, leaves } = grid;
  return (
    <table class="unseen">
      <caption>{shownName(series.symbol)}</caption>
      <thead>
        <tr>
          <th scope="col">{words.say('leaves.leaf')}</th>
          <th scope="col">{words.say('leaves.map.atCursor', words.count(panel.cursor))}</th>
          <th scope="col">{words.say('leaves.smallest')}</th>
          <th scope="col">{words.say('leaves.largest')}</th>
        </tr>
      </thead>
      <tbody>
        {view.leaves.slice(0, leaves).map(({ name }, leaf) => {
          const row = grid.values.subarray(leaf * columns, (leaf + 1) * columns);
          const range = scaleOf(row, false);
          return (
            <tr key={leaf}>
              <th scope="row">{shownName(name)}</th>
              <td>{shownValue(valueAt(panel.answers.values, series, leaf))}</td>
              <td>{shownValue(range?.min)}</td>
              <td>{shownValue(range?.max)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
