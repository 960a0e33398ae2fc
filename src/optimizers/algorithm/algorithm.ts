import type { RunHeader } from '../../protocol/run';
import type { SeriesReader } from '../../protocol/series';
import { coordinateTransform } from '../make';
import type { Line } from './line';
import { Told, unwritten } from './told';

/** A step at one coordinate, line by line in the order of the engine, from g to θ. */
export interface Algorithm {
  lines: Line[];
  /** θ after the step and the slots of the state, as the lines have made them. */
  theta: number;
  state: Readonly<Record<string, number>>;
}

/**
 * What an optimizer of the registry did to a coordinate in a step. It begins with what the trace
 * has of the step before and with this step's g, and computes with the engine's own formulas, so
 * that its results are those of the trace to the bit.
 *
 * @param step whose rows, and those of the step before, are at hand
 * @returns null where the spec is none of the registry's
 */
export function algorithmAt(
  header: RunHeader,
  bounds: readonly [number, number] | null,
  read: SeriesReader,
  coordinate: number,
  step: number,
): Algorithm | null {
  const leaf = leafOf(header, coordinate);
  const { fork } = header;
  const indexOf = (series: string) => {
    const per = header.series.find(({ name }) => name === series)?.per;
    return per === 'run' ? 0 : per === 'leaf' ? leaf : coordinate;
  };
  const now = (series: string) => read.value(series, indexOf(series), step);
  const told = new Told({
    t: fork?.anew ? step - fork.step : step,
    precision: header.precision,
    norm: now('gradientNorm'),
    trustRatio: now('trustRatio'),
    symbolOf: (slot) => {
      const series = header.series.find(({ name }) => name === slot);
      return series?.symbol.replace(/ \(.*\)$/, '') ?? slot;
    },
  });
  const transform = coordinateTransform(header, header.leaves, header.leaves[leaf]!.name, told);
  if (!transform) return null;

  const origin = fork?.step ?? 0;
  const isFirst = step === origin + 1;
  // As the engine has it: what bounds project onto is not rounded any more.
  const theta = Float64Array.of(
    isFirst ? told.round(header.start[coordinate]!) : read.value('theta', coordinate, step - 1),
  );
  const [state, next] = [transform.init(theta), transform.init(theta)];
  for (const [name, slot] of Object.entries(state)) {
    const index = indexOf(name);
    if (!isFirst) slot[0] = read.value(name, index, step - 1);
    else if (fork?.state[name]) slot[0] = fork.state[name][index]!;
  }
  const updates = Float64Array.of(told.round(now('grad')));
  transform.update(updates, theta, told.step.t, state, next);
  for (const name of Object.keys(next)) {
    // Slow weights that wait; what is once for all, or only taken down, is none of the algorithm's.
    const kept = header.series.find((series) => series.name === name)?.per === 'coordinate';
    if (!kept || name === 'gradientUsed' || told.assigned.has(name)) continue;
    const symbol = told.step.symbolOf(name);
    told.lines.push(unwritten(symbol, symbol, next[name]![0]!));
  }
  const after = told.move(theta[0]!, updates[0]!, bounds);
  const values = Object.fromEntries(
    Object.entries(next).map(([name, slot]) => [name, slot[0]!] as const),
  );
  return { lines: told.lines, theta: after, state: values };
}

function leafOf({ leaves }: Pick<RunHeader, 'leaves'>, coordinate: number): number {
  let rest = coordinate;
  return leaves.findIndex(({ length }) => (rest -= length) < 0);
}
