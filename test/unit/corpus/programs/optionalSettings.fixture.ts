// Optional chaining, nullish defaults and spread: options merged over defaults.
interface Options {
  penalty?: { l1?: number; l2?: number };
  transform?: (x: number) => number;
}

const defaults: Options = { penalty: { l1: 0.01 } };

function loss(w: number[], options?: Options): number {
  const { penalty, transform } = { ...defaults, ...options };
  const fit = w.reduce((s, x, i) => s + ((transform?.(x) ?? x) - 0.5 * i) ** 2, 0);
  const l1 = penalty?.l1 ?? 0;
  const l2 = penalty?.l2 ?? 0.05;
  return fit + w.reduce((s, x) => s + l1 * Math.abs(x) + l2 * x ** 2, 0);
}

export const elastic = (w = [0.3, 0.6, -0.2]) =>
  loss(w) + loss(w, { penalty: { l2: 0.1 } }) + loss(w, { transform: Math.sinh });
