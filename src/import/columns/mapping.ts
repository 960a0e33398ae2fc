import { readName, type Corrections, type NamedColumn } from './name';
import type { Sample, SampledColumn } from './sample';
import { importableSeries, plainWord, roles, roleWords, type Role } from './vocabulary';

/** A number's place: a coordinate of a series, or a series of the run, where `leaf` is null. */
export interface Target {
  series: string;
  leaf: string | null;
  indices: readonly number[];
}

/** What a column is used for; `word` is the word of its name that says so. */
export type Use = { kind: Role; word: string } | { kind: 'series'; word: string; target: Target };

/** How the columns of a file are read. */
export interface Mapping {
  /** A row is a whole step, or one number (or one coordinate) of it. */
  shape: 'wide' | 'long';
  /** Of any column of the file, also of one that stands beyond the sample. */
  useOf(name: string): Use;
  corrections: Corrections;
  lowLine: boolean;
}

/** Words before `loss` that say nothing: other losses are not the one that was minimised. */
const ofTraining = new Set(['', 'train', 'training', 'batch']);

/** What the columns mean by their names and by what stands in them, unless corrected. */
export function guess(sample: Sample, corrections: Corrections): Mapping {
  const isLong = looksLong(sample.columns, corrections);
  const lowLine = isLong || lowLinesArePlaces(sample.columns, corrections);
  const fixed = fixedRoles(sample.columns, corrections, isLong);
  const known = new Set<string>();
  // Each once: a table may have millions of columns.
  const names = new Map<string, NamedColumn>();
  const read = (name: string): NamedColumn => {
    let found = names.get(name);
    if (!found) names.set(name, (found = readName(name, corrections, lowLine)));
    return found;
  };
  for (const { name } of sample.columns) {
    const { series, leaf, indices } = read(name);
    if (series && !fixed.has(name)) known.add(placeKey(leaf, indices));
  }
  const uses = new Map<string, Use>();
  const find = (name: string): Use => {
    const role = fixed.get(name);
    if (role) return { kind: role, word: name };
    const found = read(name);
    const { word, indices } = found;
    const asTheta = found.series === null ? leafOfTheta(found, known) : null;
    const corrected = corrections.get(plainWord(name));
    const series = corrected ?? (asTheta === null ? found.series : 'theta');
    if (series === null) return { kind: 'ignored', word };
    const named = corrected ? name : word;
    if (isRole(series)) return { kind: series, word: named };
    const target = targetOf(series, asTheta ?? found.leaf, indices);
    return target ? { kind: 'series', word: named, target } : { kind: 'ignored', word: name };
  };
  return {
    shape: isLong ? 'long' : 'wide',
    corrections,
    lowLine,
    useOf(name) {
      let use = uses.get(name);
      if (!use) uses.set(name, (use = find(name)));
      return use;
    },
  };
}

/** Null where a series of the run has a leaf: `val/loss` is another loss. */
export function targetOf(series: string, leaf: string, indices: readonly number[]): Target | null {
  const declared = importableSeries.get(series);
  if (!declared) return null;
  if (declared.per !== 'run') return { series, leaf, indices };
  const isIt = ofTraining.has(leaf.toLowerCase()) && indices.length === 0;
  return isIt ? { series, leaf: null, indices: [] } : null;
}

export function isRole(word: string): word is Role {
  return roles.some((role) => role === word);
}

function placeKey(leaf: string, indices: readonly number[]): string {
  return `${leaf}\0${indices.join()}`;
}

/** The leaf of a column that is named as a coordinate alone is, or calls itself a weight; else null. */
function leafOfTheta({ leaf, indices }: NamedColumn, known: ReadonlySet<string>): string | null {
  if (known.has(placeKey(leaf, indices))) return leaf;
  const weight = /^weights?(?:[._]|$)/i.exec(leaf)?.[0];
  if (weight === undefined) return null;
  const rest = leaf.slice(weight.length);
  return rest === '' && indices.length === 0 ? null : rest;
}

/** A number to a row: words say which, beside a value or beside series that have no coordinates. */
function looksLong(columns: readonly SampledColumn[], corrections: Corrections): boolean {
  const has = (role: Role, text?: boolean) =>
    columns.some(
      ({ name, isText }) =>
        roleOf(name, corrections) === role && (text === undefined || isText === text),
    );
  if (has('quantity', true) || has('index')) return has('value') || has('leaf') || has('index');
  if (!has('leaf', true)) return false;
  return has('value') || columns.some(({ name }) => readName(name, corrections).leaf === '');
}

function roleOf(name: string, corrections: Corrections): string | undefined {
  const plain = plainWord(name);
  return corrections.get(plain) ?? roleWords.get(plain);
}

/** Columns whose whole name is that of a role; the first that names the step is the step. */
function fixedRoles(
  columns: readonly SampledColumn[],
  corrections: Corrections,
  isLong: boolean,
): Map<string, Role> {
  const found = new Map<string, Role>();
  const order = [...roleWords.keys()];
  const rank = ({ name }: SampledColumn) => {
    const plain = plainWord(name);
    return corrections.get(plain) === 'step' ? -1 : order.indexOf(plain);
  };
  const steps = columns.filter(
    ({ name, isText }) => roleOf(name, corrections) === 'step' && !isText,
  );
  const step = steps.sort((a, b) => rank(a) - rank(b))[0];
  if (step) found.set(step.name, 'step');
  for (const { name, isText } of columns) {
    const role = roleOf(name, corrections);
    const isCorrected = corrections.has(plainWord(name));
    if (role === undefined || !isRole(role) || found.has(name)) continue;
    if (role === 'step') {
      if (!isCorrected) found.set(name, 'ignored');
    } else if (isCorrected || (isLong && (isText || role === 'index' || role === 'value'))) {
      found.set(name, role);
    }
  }
  return found;
}

/** Whether what ends in `_0`, `_1`, … begins at 0 everywhere and leaves none out. */
function lowLinesArePlaces(columns: readonly SampledColumn[], corrections: Corrections): boolean {
  const places = new Map<string, Set<string>>();
  const sizes = new Map<string, number[]>();
  for (const { name } of columns) {
    if (!/_\d/.test(name)) continue;
    const { series, leaf, indices } = readName(name, corrections, true);
    if (series === null || readName(name, corrections, false).indices.length > 0) continue;
    if (indices.length === 0) continue;
    const key = `${series}\0${leaf}\0${indices.length}`;
    places.set(key, (places.get(key) ?? new Set()).add(indices.join()));
    const size = sizes.get(key) ?? indices.map(() => 0);
    sizes.set(
      key,
      size.map((most, k) => Math.max(most, indices[k]! + 1)),
    );
  }
  return [...places].every(
    ([key, { size }]) => size === sizes.get(key)!.reduce((a, b) => a * b, 1),
  );
}
