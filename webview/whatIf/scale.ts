import type { Slider } from '../../src/protocol/whatIf';

/** Places of a decade: 2.3 % from one to the next. */
const perDecade = 100;
const ofLine = 400;
/** Digits of what a slider gives; more of it nobody means. */
const digits = 3;

type Way = Pick<Slider, 'scale' | 'from' | 'to'>;

/** How many steps a slider has from its first place, 0, to its last. */
export function lastPlace(way: Way): number {
  switch (way.scale) {
    case 'log':
      return decades(way) * perDecade;
    case 'log-from-zero':
      return decades(way) * perDecade + 1;
    case 'one-minus':
      return Math.round(-Math.log10(1 - way.to)) * perDecade;
    case 'whole':
      return Math.round(way.to - way.from);
    case 'linear':
      return ofLine;
  }
}

/** The number at a place. */
export function numberAt(way: Way, place: number): number {
  const { scale, from, to } = way;
  switch (scale) {
    case 'log':
      return rounded(from * 10 ** (place / perDecade));
    case 'log-from-zero':
      return place === 0 ? 0 : rounded(from * 10 ** ((place - 1) / perDecade));
    case 'one-minus':
      // The rest is what is rounded: 0.999 is 1 − 0.001.
      return place === 0 ? 0 : Number((1 - rounded(10 ** (-place / perDecade))).toPrecision(12));
    case 'whole':
      return from + place;
    case 'linear': {
      const step = (to - from) / ofLine;
      const decimals = Math.min(100, Math.max(0, 1 - Math.floor(Math.log10(step))));
      return Number((from + place * step).toFixed(decimals));
    }
  }
}

/** The place of a number; of one beyond the slider's ends, the end. */
export function placeOf(way: Way, value: number): number {
  const { scale, from, to } = way;
  const place = () => {
    switch (scale) {
      case 'log':
        return Math.log10(value / from) * perDecade;
      case 'log-from-zero':
        return value === 0 ? 0 : 1 + Math.log10(value / from) * perDecade;
      case 'one-minus':
        return -Math.log10(1 - value) * perDecade;
      case 'whole':
        return value - from;
      case 'linear':
        return ((value - from) / (to - from)) * ofLine;
    }
  };
  const found = Math.round(place());
  return Math.min(lastPlace(way), Math.max(0, Number.isNaN(found) ? 0 : found));
}

/** Whether a number is one that the registry allows. */
export function isAllowed(
  { minimum, maximum, maximumExcluded, whole }: Slider,
  value: number,
): boolean {
  if (!Number.isFinite(value) || (whole && !Number.isSafeInteger(value))) return false;
  if (minimum !== null && value < minimum) return false;
  return maximum === null || (maximumExcluded ? value < maximum : value <= maximum);
}

function decades({ from, to }: Way): number {
  return Math.round(Math.log10(to / from));
}

function rounded(value: number): number {
  return Number(value.toPrecision(digits));
}
