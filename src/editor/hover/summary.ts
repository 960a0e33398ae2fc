import { findOptimizer } from '../../optimizers/registry';
import { formatNumber } from '../../protocol/number';
import { shownHyperparameters, shownSettings } from '../../session/optimizerInShort';
import type { Run } from '../../session/session';
import type { Trace } from '../../trace/trace';
import { say, count, visible, words } from '../words';
import { evaluatedAt, lossAt } from '../../trace/lossAt';

/** What ran and how it went, as rows of a table: name and value. */
export function summaryRows(run: Run, trace: Trace): string[][] {
  const { header } = trace;
  const entry = findOptimizer(header.optimizer);
  const given = shownHyperparameters(header).map(({ symbol, value }) => [
    symbol,
    typeof value === 'number' ? formatNumber(value) : visible(String(value)),
  ]);
  const settings = shownSettings(header).map(({ name, value }) => [
    words(`panel.${name}`),
    visible(value),
  ]);
  const rows = [
    [words('panel.optimizer'), entry?.title ?? header.optimizer],
    ...given,
    ...settings,
    [words('panel.gradient'), words(`panel.gradient.${header.gradientSource}`)],
    [words('panel.steps'), `${count(trace.length)} / ${count(header.steps)}`],
    [words('panel.seed'), String(header.seed)],
    [words('editor.summary.state'), words(`panel.state.${run.state}`)],
    [words('editor.summary.loss-start'), formatNumber(lossAt(trace, 0))],
    [
      words('editor.summary.loss-cursor', count(run.cursor)),
      formatNumber(lossAt(trace, run.cursor)),
    ],
  ];
  if (run.finalLoss !== null) {
    rows.push([words('editor.summary.loss-final'), formatNumber(run.finalLoss)]);
  }
  rows.push(...evaluatedRows(run, trace));
  if (run.error) rows.push([words('editor.summary.error'), say(run.error.message)]);
  return rows.map(([name, value]) => [name!, value!]);
}

/** What was evaluated beside the loss: at the start, last before the cursor, and last of all. */
function evaluatedRows({ cursor }: Run, trace: Trace): string[][] {
  const steps = [0, cursor, trace.length].flatMap((step) => evaluatedAt(trace, step) ?? []);
  const values = new Map(steps.map(({ step, value }) => [step, value]));
  const { name } = trace.header.evaluated ?? { name: '' };
  return [...values].map(([step, value]) => [
    words('editor.summary.evaluated', visible(name), count(step)),
    Number.isNaN(value) ? '–' : formatNumber(value),
  ]);
}
