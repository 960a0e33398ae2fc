import { inEnglish, message } from '../messages';
import { coordinateName } from '../protocol/leaf';
import type { Message } from '../protocol/message';
import { formatNumber } from '../protocol/number';
import { updateRatio } from '../protocol/statistics';
import { isLarge, percentHeads, statisticRows } from '../session/leaves/statisticRows';
import { formatCount } from '../session/size';
import type { Trace } from '../trace/trace';
import { tableLines } from './columns';
import type { TraceFormat } from './formats';

const digits = 3;

/** Of a large model nobody reads all numbers on a terminal. */
export function usualFormat(trace: Trace, out: string | null): TraceFormat {
  return out === null && isLarge(trace) ? 'table' : 'json';
}

/** Where that was not asked for, it is said. */
export function large({ header }: Trace): Message {
  return message('commandLine.large', [formatCount(header.start.length)]);
}

/**
 * The last step for people: of a large model the statistics of each leaf, else the quantities of
 * each coordinate. Series of the run stand above.
 */
export function traceTable(trace: Trace): string {
  const lines = [...aboutRun(trace), '', ...(isLarge(trace) ? leaves(trace) : coordinates(trace))];
  return `${lines.join('\n')}\n`;
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
  const head = ['', inEnglish(message('panel.leaves.norm')), ...percentHeads];
  return trace.header.leaves.flatMap(({ name, length }, leaf) => {
    const code = length === 1 ? 'panel.leaves.size.one' : 'panel.leaves.size';
    const size = inEnglish(message(code, [formatCount(length)]));
    const ratio = shown(trace.value(updateRatio, leaf, trace.length));
    const rows = statisticRows(trace, leaf, trace.length).map(({ series, values }) => [
      series.symbol,
      ...values.map(shown),
    ]);
    const title = `${name}: ${size}, ‖Δθ‖/‖θ‖ ${ratio}`;
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
