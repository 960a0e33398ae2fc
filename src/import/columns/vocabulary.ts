import type { SeriesDeclaration } from '../../protocol/series';

/** What a column can be beside a series: what says where its row belongs. */
export const roles = ['step', 'leaf', 'index', 'quantity', 'value', 'ignored'] as const;
export type Role = (typeof roles)[number];

/**
 * A series that can be imported, and the words that name it in the logs of PyTorch, optax, Keras and
 * by hand, in small letters without `_` and `-`.
 */
interface Importable {
  declaration: SeriesDeclaration;
  words: readonly string[];
}

const each = { per: 'coordinate', stored: true, axis: 'linear' } as const;
const positive = { ...each, axis: 'log' } as const;
const one = { per: 'run', stored: true, axis: 'linear' } as const;

/** θ as it was before the step, as loops log it that log before they step; becomes `theta`. */
export const thetaBefore = 'thetaBefore';

const importable: readonly Importable[] = [
  {
    declaration: { name: 'loss', symbol: 'loss', ...one, axis: 'log' },
    words: ['loss', 'trainloss', 'trainingloss', 'batchloss', 'objective', 'cost'],
  },
  {
    declaration: { name: 'theta', symbol: 'θ', ...each, fromStart: true },
    words: ['theta', 'θ', 'param', 'params', 'parameter', 'parameters'],
  },
  {
    declaration: { name: thetaBefore, symbol: 'θ', ...each },
    words: ['thetabefore', 'paramsbefore'],
  },
  {
    declaration: { name: 'grad', symbol: 'g', ...each },
    words: ['grad', 'grads', 'gradient', 'gradients', 'g'],
  },
  { declaration: { name: 'gradientUsed', symbol: 'g̃', ...each }, words: ['gradientused'] },
  {
    declaration: { name: 'm', symbol: 'm', ...each },
    words: ['m', 'expavg', 'mu', 'momentumbuffer', 'momentum', 'firstmoment', 'moment1', 'trace'],
  },
  {
    declaration: { name: 'v', symbol: 'v', ...positive },
    words: [
      'v',
      'expavgsq',
      'nu',
      'squareavg',
      'secondmoment',
      'moment2',
      'accumulator',
      'velocity',
    ],
  },
  {
    declaration: { name: 'vMax', symbol: 'v max', ...positive },
    words: ['vmax', 'maxexpavgsq', 'numax'],
  },
  { declaration: { name: 'u', symbol: 'u', ...positive }, words: ['expinf'] },
  { declaration: { name: 'gradAvg', symbol: 'ḡ', ...each }, words: ['gradavg'] },
  { declaration: { name: 'accDelta', symbol: 'D', ...positive }, words: ['accdelta'] },
  { declaration: { name: 'slow', symbol: 'slow', ...each }, words: ['slow', 'slowparam'] },
  { declaration: { name: 'mHat', symbol: 'm̂', ...each }, words: ['mhat', 'm̂'] },
  { declaration: { name: 'vHat', symbol: 'v̂', ...positive }, words: ['vhat', 'v̂'] },
  {
    declaration: { name: 'effectiveLearningRate', symbol: 'effective lr', ...positive },
    words: ['effectivelearningrate', 'effectivelr'],
  },
  {
    declaration: { name: 'update', symbol: 'Δθ', ...each },
    words: ['update', 'updates', 'delta', 'δθ'],
  },
  { declaration: { name: 'lr', symbol: 'lr', ...one }, words: ['lr', 'learningrate'] },
  {
    declaration: { name: 'gradientNorm', symbol: '‖g‖', ...one, axis: 'log' },
    words: ['gradientnorm', 'gradnorm', 'totalnorm'],
  },
];

/** The series that can be imported, by name. */
export const importableSeries: ReadonlyMap<string, SeriesDeclaration> = new Map(
  importable.map(({ declaration }) => [declaration.name, declaration]),
);

/** `Exp_Avg` as the vocabulary has it. */
export function plainWord(word: string): string {
  return word.toLowerCase().replace(/[_\s-]/g, '');
}

export const seriesWords: ReadonlyMap<string, string> = new Map(
  importable.flatMap(({ declaration: { name }, words }) =>
    [plainWord(name), ...words].map((word) => [word, name] as const),
  ),
);

/** Names of columns that say where a row belongs; as a series' name they may mean that as well. */
export const roleWords: ReadonlyMap<string, Role> = new Map<string, Role>([
  ...['step', 'steps', 'globalstep', 'trainstep', 'iteration', 'iter', 'it', 't'].map(role('step')),
  ...['parameter', 'param', 'leaf', 'layer', 'name', 'tensor', 'module', 'key'].map(role('leaf')),
  ...['index', 'idx', 'i', 'j', 'k', 'row', 'col', 'coordinate', 'element'].map(role('index')),
  ...['quantity', 'series', 'metric', 'variable', 'kind', 'buffer', 'state'].map(role('quantity')),
  ...['value', 'val'].map(role('value')),
]);

function role(name: Role): (word: string) => readonly [string, Role] {
  return (word) => [word, name];
}
