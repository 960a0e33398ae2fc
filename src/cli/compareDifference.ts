import { inEnglish, message } from '../messages';
import { specOf } from '../protocol/optimizer';
import { causesOf } from '../session/compare/causes';
import {
  followsFromTheta,
  partingOf,
  type Difference,
  type Parting,
} from '../session/compare/difference';
import { effectiveEps } from '../session/compare/explain';
import { unsharedState } from '../session/compare/quantities';
import type { Run } from '../session/session';
import { formatCount } from '../session/size';
import { formatNumber } from '../protocol/number';
import type { Trace } from '../trace/trace';
import { exactDecimal, exactJson } from '../trace/exactNumber';
import { version } from '../../package.json';
import { tableLines } from './columns';

/** A run and what it is called. */
export interface Side {
  label: string;
  run: Run;
  trace: Trace;
}

/** Where two runs part, as JSON; numbers are exact. */
export function differenceAsJson(sides: [Side, Side], tolerance: number): string {
  const [a, b] = sides;
  const parting = partingOf(a.trace, b.trace, tolerance);
  const { first, firstBit, formulas, ...rest } = parting;
  const written = {
    objective: a.run.request.objective.name,
    source: `Adamscope ${version}`,
    ...rest,
    first,
    firstBit,
    formulas: formulas?.map((formula, k) => ({ label: sides[k]!.label, ...formula })) ?? null,
    runs: sides.map(({ label, run, trace }, k) => ({
      label,
      ...specOf(trace.header),
      state: run.state,
      steps: trace.length,
      finalLoss: run.finalLoss,
      effectiveEps: effectiveEps(trace, first?.step ?? Math.max(1, trace.length)),
      onlyHere: unsharedState(trace, sides[1 - k]!.trace),
    })),
  };
  return `${exactJson(written)}\n`;
}

/** The same for people, in 80 columns but for long formulas. */
export function differenceAsTable(sides: [Side, Side], tolerance: number): string {
  const [a, b] = sides;
  const parting = partingOf(a.trace, b.trace, tolerance);
  const names = [a.label, b.label, formatCount(parting.steps)];
  const blocks = [
    [inEnglish(message('commandLine.diff-title', [a.run.request.objective.name, ...names]))],
    parting.first
      ? differenceLines(sides, parting, parting.first)
      : [inEnglish(message('commandLine.diff-none', [tolerance, names[2]!]))],
    bitLines(sides, parting),
    formulaLines(sides, parting),
    causeLines(sides, parting.first?.step ?? 1),
    endLines(sides, parting),
  ];
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function differenceLines(sides: [Side, Side], parting: Parting, first: Difference): string[] {
  const words = [exactDecimal(parting.tolerance), formatCount(first.step), nameOf(sides, first)];
  const values = sides.map(({ label }, k) => [label, exactDecimal(first.values[k]!), '']);
  return [
    inEnglish(message('commandLine.diff-first', words)),
    ...indented(tableLines([['', '', ''], ...values]).slice(1)),
    inEnglish(message('commandLine.diff-relative', [formatNumber(first.relative, 3)])),
    ...(followsFromTheta(first) ? [inEnglish(message('commandLine.diff-inherited'))] : []),
  ];
}

function formulaLines(sides: [Side, Side], { formulas }: Parting): string[] {
  return sides.flatMap(({ label }, k) => {
    const formula = formulas?.[k];
    return formula ? [`${label}: ${formula.symbols}`, `  = ${formula.numbers}`] : [];
  });
}

function bitLines(sides: [Side, Side], { first, firstBit, steps }: Parting): string[] {
  if (!firstBit) return steps > 0 ? [inEnglish(message('commandLine.diff-same-bits'))] : [];
  if (first?.step === firstBit.step && first.quantity === firstBit.quantity) return [];
  const words = [formatCount(firstBit.step), nameOf(sides, firstBit)];
  return [inEnglish(message('commandLine.diff-bit', words))];
}

/** What was asked for differently, and the eps that counts. */
function causeLines([a, b]: [Side, Side], step: number): string[] {
  const rows = causesOf(a.trace, b.trace, step).map(({ name, values }) => [
    typeof name === 'string' ? name : inEnglish(name),
    ...values,
  ]);
  return rows.length === 0 ? [] : tableLines([['', a.label, b.label], ...rows]);
}

function endLines(sides: [Side, Side], { end, steps }: Parting): string[] {
  const losses = sides.map(({ run }) =>
    run.finalLoss === null ? '–' : exactDecimal(run.finalLoss),
  );
  const rows = [['final loss', ...losses]];
  if (end)
    rows.unshift([
      `θ of ${end.owner} at step ${formatCount(steps)}`,
      ...end.values.map(exactDecimal),
    ]);
  return tableLines([['at the end', ...sides.map(({ label }) => label)], ...rows]);
}

function nameOf([{ trace }]: [Side, Side], { quantity, owner }: Difference): string {
  const symbol = trace.series.find(({ name }) => name === quantity)?.symbol ?? quantity;
  const short = quantity === 'effectiveLearningRate' ? 'the effective learning rate' : symbol;
  return owner === null ? short : `${short} of ${owner}`;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
