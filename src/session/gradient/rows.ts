import {
  gradientVerdicts,
  tolerance,
  type CheckedPoint,
  type GradientVerdict,
} from '../../protocol/gradientCheck';
import type { GradientCheck } from './check';

/** One derivative at one point. */
export interface CheckRow {
  /** 0 is the start. */
  point: number;
  coordinate: string;
  theta: number;
  exact: number;
  /** By the tape; NaN where it is the compiled one. */
  tape: number;
  numerical: number;
  /** |exact − numerical| */
  difference: number;
  uncertainty: number;
  verdict: GradientVerdict;
}

/** All derivatives, worst first: by verdict, then by how far they are off for their size. */
export function rowsOf({ header, points }: GradientCheck): CheckRow[] {
  const names = header?.leaves.flatMap((leaf) => leaf.coordinates) ?? [];
  return points.flatMap((point) => rowsOfPoint(point, names)).sort(worstFirst);
}

function rowsOfPoint(point: CheckedPoint, names: readonly string[]): CheckRow[] {
  return point.coordinates.map((coordinate, k) => ({
    point: point.point,
    coordinate: names[coordinate] ?? '',
    theta: point.theta[k]!,
    exact: point.exact[k]!,
    tape: point.tape[k]!,
    numerical: point.numerical[k]!,
    difference: Math.abs(point.exact[k]! - point.numerical[k]!),
    uncertainty: point.uncertainty[k]!,
    verdict: point.verdicts[k]!,
  }));
}

function worstFirst(a: CheckRow, b: CheckRow): number {
  const rank = (row: CheckRow) => gradientVerdicts.indexOf(row.verdict);
  return rank(a) - rank(b) || excess(b) - excess(a) || a.point - b.point;
}

/** The difference in units of gradcheck's tolerance; what is no number is as bad as can be. */
function excess({ difference, numerical }: CheckRow): number {
  const units = difference / tolerance(numerical);
  return Number.isNaN(units) ? Number.MAX_VALUE : Math.min(units, Number.MAX_VALUE);
}

export function isTapeOther(row: CheckRow): boolean {
  return !Number.isNaN(row.tape);
}
