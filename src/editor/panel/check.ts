import { mostRows, type CheckView } from '../../protocol/checkView';
import type { GradientCheck } from '../../session/gradient/check';
import { checkVerdict } from '../../session/gradient/verdict';
import { count, say, visible, words } from '../words';

const columns = [
  ...(['verdict', 'point', 'coordinate', 'theta', 'exact', 'numerical', 'difference'] as const),
];

/** What the panel shows of a check, in the user's language. */
export function checkView(check: GradientCheck): CheckView {
  const { request, state, header, points } = check;
  const { kind, said, remarks, rows } = checkVerdict(check);
  const all = header?.points ?? request.points + 1;
  const left = rows.length - mostRows;
  const progress = words('panel.check.points', count(points.length), count(all));
  return {
    objective: request.objective.name,
    state,
    gradient: header && words(`panel.gradient.${header.gradientSource}`),
    points: [points.length, all],
    said: state === 'running' && kind !== 'fails' ? progress : say(said),
    isBad: kind === 'fails' || kind === 'broken',
    remarks: remarks.map(say),
    columns: columns.map((name) => words(`check.column.${name}`)),
    rows: rows.slice(0, mostRows).map((row) => ({
      verdict: row.verdict,
      inWords: words(`check.verdict.${row.verdict}`),
      point: row.point,
      coordinate: visible(row.coordinate),
      numbers: [row.theta, row.exact, row.numerical, row.difference],
    })),
    more: left > 0 ? words('check.more', count(left)) : null,
  };
}
