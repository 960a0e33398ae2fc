import { inEnglish, message } from '../messages';
import { coordinateName } from '../protocol/leaf';
import { formatNumber } from '../protocol/number';
import { percents, statisticName, updateRatio } from '../protocol/statistics';
import { formatCount } from '../session/size';
import type { Trace } from '../trace/trace';
import { tableLines } from './columns';

const digits = 3;

/**
 * The last step for people: of a large model the statistics of each leaf, else the quantities of
 * each coordinate. Series of the run stand above.
 */
export function traceTable(trace: Trace): string {
  const lines = [...aboutRun(trace), '', ...(isLarge(trace) ? leaves(trace) : coordinates(trace))];
  return `${lines.join('\n')}\n`;
}

/** Whether a trace has more coordinates than anybody reads. */
export function isLarge({ series }: Trace): boolean {
  return series.some(({ statistic }) => statistic);
}

/** `step 600  loss 0.001  lr 0.01` */
function aboutRun(trace: Trace): string[] {
  const ofRun = trace.series
    .filter(({ per }) => per === 'run')
    .map(({ name, symbol }) => `${symbol} ${shown(trace.value(name, 0, trace.length))}`);
  const step = inEnglish(message('commandLine.table.step', [formatCount(trace.length)]));
  return [[step, ...ofRun].join('  ')];
}

function leaves(trace: Trace): string[] {
  const quantities = trace.series.filter(({ name, statistic }) => {
    return (
      !statistic && trace.series.some(({ statistic: s }) => s?.kind === 'norm' && s.of === name)
    );
  });
  const head = ['', inEnglish(message('panel.leaves.norm')), ...percents.map((p) => `${p} %`)];
  return trace.header.leaves.flatMap(({ name, length }, leaf) => {
    const value = (series: string) => shown(trace.value(series, leaf, trace.length));
    const code = length === 1 ? 'panel.leaves.size.one' : 'panel.leaves.size';
    const size = inEnglish(message(code, [formatCount(length)]));
    const rows = quantities.map(({ name: of, symbol }) => [
      symbol,
      ...(['norm', ...percents] as const).map((kind) => value(statisticName(of, kind))),
    ]);
    const title = `${name}: ${size}, ‖Δθ‖/‖θ‖ ${value(updateRatio)}`;
    return [...(leaf > 0 ? [''] : []), title, ...tableLines([head, ...rows])];
  });
}

function coordinates(trace: Trace): string[] {
  const columns = trace.series.filter(({ per }) => per === 'coordinate');
  let index = 0;
  const rows = trace.header.leaves.flatMap((leaf) =>
    Array.from({ length: leaf.length }, (_, i) => {
      const at = index++;
      const values = columns.map(({ name }) => shown(trace.value(name, at, trace.length)));
      return [coordinateName(leaf, i), ...values];
    }),
  );
  return tableLines([['', ...columns.map(({ symbol }) => symbol)], ...rows]);
}

function shown(value: number): string {
  return Number.isNaN(value) ? '–' : formatNumber(value, digits);
}
