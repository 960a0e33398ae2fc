import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { SeriesReader } from '../protocol/series';
import type { Core, Layout, OptimizerSeries, State } from './optimizer';

/** Leaves side by side, and what steps on them. */
export interface Part {
  layout: Layout;
  core: Core;
}

/** A part with where its coordinates and leaves begin among all. */
interface Placed extends Part {
  coordinate: number;
  leaf: number;
}

/**
 * One optimizer per part of θ, seen as one: each part sees only its own coordinates, and its state
 * is a stretch of the whole state. What a part has once for itself, the whole has once per leaf.
 */
export function partition(parts: readonly Part[]): Core | { problems: Message[] } {
  const placed = place(parts);
  const first = placed[0]!.core;
  const declared = first.series;
  const names = ({ series }: Core) => series.map(({ name }) => name).join(', ');
  const other = placed.find(({ core }) => names(core) !== names(first));
  if (other) {
    return { problems: [message('optimizer.groups-differ', [names(first), names(other.core)])] };
  }
  const size = placed.reduce((sum, { layout }) => sum + layout.size, 0);
  const leaves = placed.reduce((sum, { layout }) => sum + layout.leafLengths.length, 0);
  const perOf = new Map(declared.map(({ name, per }) => [name, per] as const));
  const width = (slot: string) => (perOf.get(slot) === 'coordinate' ? size : leaves);

  const views = new WeakMap<State, State[]>();
  const viewsOf = (state: State) => {
    let found = views.get(state);
    if (!found) views.set(state, (found = placed.map((part) => stretch(state, part, perOf))));
    return found;
  };
  const own = placed.map(({ layout }) => new Float64Array(layout.size));
  const ownTheta = placed.map(({ layout }) => new Float64Array(layout.size));

  return {
    init(theta) {
      const states = placed.map(({ core, coordinate, layout }) =>
        core.init(theta.slice(coordinate, coordinate + layout.size)),
      );
      const state: State = {};
      for (const slot of Object.keys(states[0]!)) state[slot] = new Float64Array(width(slot));
      viewsOf(state).forEach((view, k) => {
        for (const [slot, values] of Object.entries(states[k]!)) view[slot]!.set(values);
      });
      placed.forEach((part) => spread(state, part, perOf));
      return state;
    },
    update(updates, theta, t, state, next) {
      const before = viewsOf(state);
      const after = viewsOf(next);
      for (let k = 0; k < placed.length; k++) {
        const { core, coordinate, layout } = placed[k]!;
        const partUpdates = own[k]!;
        const partTheta = ownTheta[k]!;
        for (let i = 0; i < layout.size; i++) {
          partUpdates[i] = updates[coordinate + i]!;
          partTheta[i] = theta[coordinate + i]!;
        }
        core.update(partUpdates, partTheta, t, before[k]!, after[k]!);
        for (let i = 0; i < layout.size; i++) updates[coordinate + i] = partUpdates[i]!;
        spread(next, placed[k]!, perOf);
      }
    },
    series: declared.map((series, nth) => whole(series, nth, placed, perOf)),
    absent: first.absent,
    parts: first.parts ?? [],
  };
}

function place(parts: readonly Part[]): Placed[] {
  let [coordinate, leaf] = [0, 0];
  return parts.map((part) => {
    const at = { ...part, coordinate, leaf };
    coordinate += part.layout.size;
    leaf += part.layout.leafLengths.length;
    return at;
  });
}

type Per = ReadonlyMap<string, OptimizerSeries['per']>;

/** A part's own stretch of every slot; what it has once stands at its first leaf. */
function stretch(state: State, { coordinate, leaf, layout }: Placed, perOf: Per): State {
  return Object.fromEntries(
    Object.entries(state).map(([slot, values]) => {
      const per = perOf.get(slot);
      if (per === 'coordinate') {
        return [slot, values.subarray(coordinate, coordinate + layout.size)];
      }
      const length = per === 'leaf' ? layout.leafLengths.length : 1;
      return [slot, values.subarray(leaf, leaf + length)];
    }),
  );
}

/** What a part has once for itself, to all its leaves. */
function spread(state: State, { leaf, layout }: Placed, perOf: Per): void {
  for (const [slot, values] of Object.entries(state)) {
    if (perOf.get(slot) === 'run')
      values.fill(values[leaf]!, leaf, leaf + layout.leafLengths.length);
  }
}

/** A part's series as one of the whole: indices are the whole's, its derivation sees the part's. */
function whole(
  series: OptimizerSeries,
  nth: number,
  placed: readonly Placed[],
  perOf: Per,
): OptimizerSeries {
  const per = series.per === 'run' ? 'leaf' : series.per;
  if (!series.derive) return { ...series, per };
  const readers = new WeakMap<SeriesReader, SeriesReader[]>();
  return {
    ...series,
    per,
    derive(read, index, t) {
      let within = readers.get(read);
      if (!within) readers.set(read, (within = placed.map((part) => inside(read, part, perOf))));
      const k = placed.findLastIndex(
        ({ coordinate, leaf }) => (per === 'coordinate' ? coordinate : leaf) <= index,
      );
      const part = placed[k]!;
      const from = per === 'coordinate' ? part.coordinate : part.leaf;
      const local = series.per === 'run' ? 0 : index - from;
      return part.core.series[nth]!.derive!(within[k]!, local, t);
    },
  };
}

/** What a part sees of the trace. */
function inside(read: SeriesReader, { coordinate, leaf }: Placed, perOf: Per): SeriesReader {
  const ofRun = new Set(['loss', 'gradientNorm']);
  return {
    get length() {
      return read.length;
    },
    value(series, index, step) {
      const per = perOf.get(series) ?? (ofRun.has(series) ? null : 'coordinate');
      if (per === null) return read.value(series, index, step);
      return read.value(series, index + (per === 'coordinate' ? coordinate : leaf), step);
    },
  };
}
