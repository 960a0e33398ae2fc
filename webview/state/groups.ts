import type { SeriesDeclaration } from '../../src/protocol/series';

/** Series that belong into one chart, the raw one first. Every other series has a chart of its own. */
const together = [
  ['loss'],
  ['theta'],
  ['grad', 'gradientUsed'],
  ['m', 'mHat'],
  ['v', 'vHat', 'vMax'],
  ['effectiveLearningRate'],
  ['update'],
];

/** Symbols of what most optimizers have, to say what this one lacks. */
const usual: readonly { name: string; symbol: string }[] = [
  { name: 'm', symbol: 'm' },
  { name: 'mHat', symbol: 'm̂' },
  { name: 'v', symbol: 'v' },
  { name: 'vHat', symbol: 'v̂' },
  { name: 'effectiveLearningRate', symbol: 'α' },
];

/** One chart: the series it draws, one line per coordinate each. */
export interface ChartGroup {
  /** The name of its first series; keys the axis choice. */
  id: string;
  series: SeriesDeclaration[];
}

/** The charts of a run, built from what its optimizer declares. */
export function chartGroups(declared: readonly SeriesDeclaration[]): ChartGroup[] {
  const left = new Map(declared.map((series) => [series.name, series]));
  const groups: ChartGroup[] = [];
  const add = (names: readonly string[]) => {
    const series = names.flatMap((name) => left.get(name) ?? []);
    for (const name of names) left.delete(name);
    const [first] = series;
    if (first) groups.push({ id: first.name, series });
  };
  for (const names of together) add(names);
  for (const name of [...left.keys()]) add([name]);
  return groups;
}

/** What a person may look for and this run does not have. */
export function absentSeries(
  declared: readonly SeriesDeclaration[],
): readonly { name: string; symbol: string }[] {
  return usual.filter(({ name }) => !declared.some((series) => series.name === name));
}
