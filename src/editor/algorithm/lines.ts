import type { Line, Term } from '../../optimizers/algorithm/line';
import { written, type Written } from '../../optimizers/algorithm/write';
import { formatNumber } from '../../protocol/number';

/** A line of code and what stands behind it. */
export interface CodeLine {
  symbol: string;
  /** `β₁·m + (1−β₁)·g` */
  right: string;
  /** `0.9·0 + 0.1·(-215.6) = -21.56` */
  numbers: string;
}

const digits = 4;

/** A number as people read it beside others; a short one, as 0.999, has all its digits. */
export function shown(value: number): string {
  const exact = String(value);
  const isShort = exact.length <= 8 && !exact.includes('e') && Math.abs(value) >= 1e-3;
  return isShort && !Object.is(value, -0) ? exact : formatNumber(value, digits);
}

/** A line in symbols and in numbers. */
export function codeLine({ symbol, right, terms, value }: Line): CodeLine {
  const result = shown(value);
  const put = (write: (term: Term) => Written) =>
    'text' in right
      ? right.text.replace(/\{(\w+)\}/g, (_all, name: string) => write(terms[name]!).symbol)
      : written(right, (name) => write(terms[name]!));
  // In front, a minus needs no parentheses.
  const numbers = put(inNumbers).replace(/^\((-[^()]+)\)/, '$1');
  const isSaid = Object.keys(terms).length === 0 || numbers === result;
  return {
    ...{ symbol, right: put((term) => term) },
    numbers: isSaid ? result : `${numbers} = ${result}`,
  };
}

/** Negative numbers stand in parentheses, and so does a power below an operator that binds more. */
function inNumbers({ value, numbers }: Term): Written {
  const text = numbers ?? shown(value);
  return { symbol: value < 0 || Object.is(value, -0) ? `(${text})` : text };
}
