import { copyAt } from '../optimizers/copy';
import { compiled } from '../optimizers/formula/scalar';

/**
 * Writes one row at `offset`: the loss, then the `parts` of `rowParts`.
 *
 * @returns whether every number is finite
 */
export type WriteRow = (
  block: Float64Array,
  offset: number,
  loss: number,
  parts: readonly Float64Array[],
) => boolean;

/** Rows of up to so many numbers are written without a loop. */
const few = 48;

/** From so many numbers on, the call of what copies them costs less than it saves. */
const many = 48;

/**
 * What writes rows whose parts have these lengths. x − x is 0 for finite numbers alone, which tells
 * them without a branch per number.
 */
export function rowWriter(lengths: readonly number[]): WriteRow {
  const width = lengths.reduce((sum, length) => sum + length, 1);
  return width <= few ? straight(lengths) : inLoops;
}

/** For few numbers: three loops within one another would take longer than all the rest of it. */
function straight(lengths: readonly number[]): WriteRow {
  const lines = ['block[offset] = loss;'];
  const checks = ['loss - loss'];
  let at = 1;
  lengths.forEach((length, p) => {
    if (length > 0) lines.push(`const part${p} = parts[${p}];`);
    for (let i = 0; i < length; i++, at++) {
      const value = `value${at}`;
      lines.push(`const ${value} = part${p}[${i}];`, `block[offset + ${at}] = ${value};`);
      checks.push(`(${value} - ${value})`);
    }
  });
  lines.push(`return ${checks.join(' + ')} === 0;`);
  return compiled(['block', 'offset', 'loss', 'parts'], lines.join('\n'), {}) as WriteRow;
}

function inLoops(
  block: Float64Array,
  offset: number,
  loss: number,
  parts: readonly Float64Array[],
): boolean {
  block[offset] = loss;
  let check = loss - loss;
  let at = offset + 1;
  // In one function: what another one returned would be a boxed number, and garbage.
  for (let p = 0; p < parts.length; p++) {
    const values = parts[p]!;
    const { length } = values;
    if (length < many) {
      for (let i = 0; i < length; i++) {
        const value = values[i]!;
        check += value - value;
        block[at + i] = value;
      }
    } else {
      copyAt(block, values, at);
      if (!areFinite(values)) check = NaN;
    }
    at += length;
  }
  return check === 0;
}

/** Of many numbers. There are four sums, since each waits for its last one. */
function areFinite(values: Float64Array): boolean {
  let [a, b, c, d, i] = [0, 0, 0, 0, 0];
  for (; i + 3 < values.length; i += 4) {
    a += values[i]! - values[i]!;
    b += values[i + 1]! - values[i + 1]!;
    c += values[i + 2]! - values[i + 2]!;
    d += values[i + 3]! - values[i + 3]!;
  }
  for (; i < values.length; i++) a += values[i]! - values[i]!;
  return a + b + c + d === 0;
}
