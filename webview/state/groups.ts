import { evaluatedLoss, type SeriesDeclaration } from '../../src/protocol/series';

/** What Δθ consists of, in the order of the sum. */
const parts = [
  ...['directionPart', 'momentumPart', 'decayPart', 'syncPart', 'projectionPart'],
  'rounding',
];

/**
 * Series that belong into one chart, the raw one first, in the order of the charts. Every other
 * series has a chart of its own, before those of the step.
 */
const before = [
  ...[
    ['loss', evaluatedLoss],
    ['theta', 'slow', 'fast'],
    ['grad', 'gradientUsed'],
  ],
  ...[
    ['m', 'mHat', 'c'],
    ['v', 'vHat', 'vMax'],
  ],
];
const after = [
  ['lr'],
  ['biasCorrection'],
  ['effectiveLearningRate'],
  ['direction'],
  ['update'],
  parts,
];

/** One chart: the series it draws, one line per coordinate each. */
export interface ChartGroup {
  /** The name of its first series, or `parts`; keys the axis choice, names what has no one name. */
  id: string;
  series: SeriesDeclaration[];
  /** Whether sizes are drawn in place of values. */
  size?: boolean;
}

/**
 * The charts of a run, built from what its optimizer declares.
 *
 * @param sizes whether |Δθ| has a chart: it compares what effective learning rates cannot
 */
export function chartGroups(declared: readonly SeriesDeclaration[], sizes = false): ChartGroup[] {
  // Statistics of leaves have views of their own.
  const shown = declared.filter(({ statistic }) => !statistic);
  const left = new Map(shown.map((series) => [series.name, series]));
  const groups: ChartGroup[] = [];
  const add = (names: readonly string[]) => {
    const series = names.flatMap((name) => left.get(name) ?? []);
    for (const name of names) left.delete(name);
    const [first] = series;
    if (first) groups.push({ id: names === parts ? 'parts' : first.name, series });
  };
  for (const names of before) add(names);
  for (const name of [...left.keys()]) if (!after.flat().includes(name)) add([name]);
  const update = sizes && declared.find(({ name }) => name === 'update');
  for (const names of after) {
    add(names);
    if (update && names.includes('effectiveLearningRate')) {
      const series = [{ ...update, symbol: `|${update.symbol}|`, axis: 'log' as const }];
      groups.push({ id: 'updateSize', series, size: true });
    }
  }
  return groups;
}
