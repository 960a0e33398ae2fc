/** What programs write where there is no number. */
const absent = new Set([
  '',
  'nan',
  '-nan',
  '+nan',
  'none',
  'null',
  'na',
  'n/a',
  '<na>',
  '#n/a',
  '-',
]);
const infinite = /^([+-]?)inf(?:inity)?$/i;
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const decimalComma = /^[+-]?\d*,\d+(?:[eE][+-]?\d+)?$/;
/** As PyTorch and JAX print what was not turned into a number: `tensor(0.5, device='cuda:0')`. */
const printed = /^(?:tensor|Array|array|np\.float\d+)\(\s*([^,()]*?)\s*(?:,[^()]*)?\)$/;

/** Whether a cell holds nothing. */
export function isAbsent(cell: unknown): boolean {
  if (cell === null || cell === undefined) return true;
  return typeof cell === 'string' && absent.has(cell.trim().toLowerCase());
}

/** The number in a cell: NaN where it is empty or says so; undefined where there is something else. */
export function numberIn(cell: unknown): number | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'string') return numberInText(cell);
  if (typeof cell === 'bigint') return Number(cell);
  if (cell === null || cell === undefined) return NaN;
  return undefined;
}

function numberInText(given: string): number | undefined {
  // Nearly all are plain numbers, and texts beyond this length are none.
  if (decimal.test(given)) return Number(given);
  if (given.length > 400) return undefined;
  const text = given.trim();
  if (decimal.test(text)) return Number(text);
  if (absent.has(text.toLowerCase())) return NaN;
  const sign = infinite.exec(text)?.[1];
  if (sign !== undefined) return sign === '-' ? -Infinity : Infinity;
  if (decimalComma.test(text)) return Number(text.replace(',', '.'));
  const inside = printed.exec(text)?.[1];
  return inside === undefined ? undefined : numberInText(inside);
}

/** The nested array that a text holds, as lists are written into tables; undefined where none. */
export function arrayIn(text: string): unknown[] | undefined {
  const begin = text.trimStart();
  if (!begin.startsWith('[') && !begin.startsWith('tensor([')) return undefined;
  const inside = begin.startsWith('tensor') ? /^tensor\((\[.*\])/s.exec(begin)?.[1] : begin;
  return inside === undefined ? undefined : (parseLoosely(inside) as unknown[] | undefined);
}

/** JSON as Python writes it, with NaN and Infinity as words; undefined where it is none. */
export function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return parseWithWords(text);
  }
}

function parseWithWords(text: string): unknown {
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|[+-]?\b(?:Infinity|inf|NaN|nan)\b/g, (found) =>
    found.startsWith('"') ? found : `"${found}"`,
  );
  try {
    return JSON.parse(quoted) as unknown;
  } catch {
    return undefined;
  }
}
