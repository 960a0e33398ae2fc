import { inEnglish, message } from '../messages';
import { formatNumber } from '../protocol/number';
import type { GradientCheck } from '../session/gradient/check';
import type { CheckRow } from '../session/gradient/rows';
import type { CheckVerdict } from '../session/gradient/verdict';
import { exactDecimal, exactJson } from '../trace/exactNumber';
import { csvText } from '../trace/export';
import { version } from '../../package.json';
import { tableLines } from './columns';

/** Rows of the table for people; the data has all. */
const mostRows = 30;
const columns = [
  'verdict',
  'point',
  'coordinate',
  'theta',
  'exact',
  'numerical',
  'difference',
] as const;

/** Worst first, in 80 columns where names are short. */
export function checkAsTable({ rows }: CheckVerdict): string {
  if (rows.length === 0) return '';
  const head = columns.map((name) => inEnglish(message(`check.column.${name}`)));
  const lines = tableLines([head, ...rows.slice(0, mostRows).map(cells)]);
  const left = rows.length - mostRows;
  if (left > 0) lines.push(`… ${inEnglish(message('check.more', [left]))}`);
  return `${lines.join('\n')}\n`;
}

function cells({ verdict, point, coordinate, ...row }: CheckRow): string[] {
  const numbers = [row.theta, row.exact, row.numerical].map((x) => formatNumber(x, 7));
  return [
    inEnglish(message(`check.verdict.${verdict}`)),
    ...[String(point), coordinate, ...numbers, formatNumber(row.difference, 2)],
  ];
}

/** Every derivative, worst first; numbers are exact. */
export function checkAsJson(check: GradientCheck, { kind, said, remarks, rows }: CheckVerdict) {
  const written = {
    objective: check.request.objective.name,
    source: `Adamscope ${version}`,
    gradientSource: check.header?.gradientSource ?? null,
    seed: check.request.seed,
    state: check.state,
    verdict: kind,
    message: inEnglish(said),
    remarks: remarks.map(inEnglish),
    points: check.points.map(({ point, loss }) => ({ point, loss })),
    derivatives: rows.map(({ tape, ...row }) => ({
      ...row,
      tape: Number.isNaN(tape) ? null : tape,
    })),
  };
  return `${exactJson(written)}\n`;
}

export function checkAsCsv({ rows }: CheckVerdict): string {
  const names = ['point', 'coordinate', 'theta', 'exact', 'numerical', 'difference', 'uncertainty'];
  const lines = rows.map((row) =>
    [
      row.verdict,
      row.point,
      csvText(row.coordinate),
      ...[row.theta, row.exact, row.numerical, row.difference, row.uncertainty].map(exactDecimal),
    ].join(','),
  );
  return `${[`verdict,${names.join(',')}`, ...lines].join('\n')}\n`;
}
