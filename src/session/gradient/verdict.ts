import { message } from '../../messages';
import { mostChecked } from '../../protocol/gradientCheck';
import type { Message } from '../../protocol/message';
import { seriesWidth } from '../../protocol/run';
import { twoNumbers } from '../check/twoNumbers';
import { formatCount } from '../size';
import type { GradientCheck } from './check';
import { isTapeOther, rowsOf, type CheckRow } from './rows';

/** What came of a check: the sentence that counts, and what stands beside it. */
export interface CheckVerdict {
  /**
   * `undecided`: no derivative could be judged; `broken`: an error ended it; `unfinished`: a person
   * did, or it has not ended so far.
   */
  kind: 'agrees' | 'fails' | 'undecided' | 'broken' | 'unfinished';
  said: Message;
  remarks: Message[];
  /** Worst first. */
  rows: CheckRow[];
}

/** A gradient fails where the loss contradicts it, or where two of its rungs part. */
export function checkVerdict(check: GradientCheck): CheckVerdict {
  const rows = rowsOf(check);
  const failure = [...contradicted(rows), ...parted(rows)];
  const remarks = [...failure.slice(1), ...remarksOf(check, rows), ...check.notes];
  if (failure[0]) return { kind: 'fails', said: failure[0], remarks, rows };
  const { header, points, request, state, error } = check;
  if (error) return { kind: 'broken', said: error, remarks, rows };
  const done = formatCount(points.length);
  if (state !== 'done') {
    const all = formatCount(header?.points ?? request.points + 1);
    return { kind: 'unfinished', said: message('check.stopped', [done, all]), remarks, rows };
  }
  const agreeing = rows.filter(({ verdict }) => verdict === 'agrees').length;
  if (agreeing === 0 && remarks[0]) {
    return { kind: 'undecided', said: remarks[0], remarks: remarks.slice(1), rows };
  }
  const counts = [formatCount(agreeing), done];
  return { kind: 'agrees', said: message('check.agrees', counts), remarks, rows };
}

function contradicted(rows: readonly CheckRow[]): Message[] {
  const failing = rows.filter(({ verdict }) => verdict === 'fails');
  const worst = failing[0];
  if (!worst) return [];
  const { coordinate, point, exact, numerical } = worst;
  const counts = [failing.length, rows.length].map(formatCount);
  const numbers = twoNumbers(exact, numerical);
  return [message('check.fails', [...counts, coordinate, point, ...numbers])];
}

function parted(rows: readonly CheckRow[]): Message[] {
  const parting = rows.filter(isTapeOther);
  const worst = parting[0];
  if (!worst) return [];
  const { coordinate, point, exact, tape } = worst;
  const count = formatCount(parting.length);
  return [message('check.tape', [count, coordinate, point, ...twoNumbers(exact, tape)])];
}

function remarksOf({ header }: GradientCheck, rows: readonly CheckRow[]): Message[] {
  const said: Message[] = [];
  const count = (verdict: CheckRow['verdict']) =>
    rows.filter((row) => row.verdict === verdict).length;
  const all = formatCount(rows.length);
  const [kinks, unclear] = [count('kink'), count('unclear')];
  if (header?.gradientSource === 'numerical') said.push(message('check.numerical'));
  if (kinks > 0) said.push(message('check.kinks', [formatCount(kinks), all]));
  if (unclear > 0) said.push(message('check.unclear', [formatCount(unclear), all]));
  const width = header ? seriesWidth({ per: 'coordinate' }, header.leaves) : 0;
  if (width > mostChecked) {
    said.push(message('check.sampled', [mostChecked, formatCount(width)]));
  }
  return said;
}
