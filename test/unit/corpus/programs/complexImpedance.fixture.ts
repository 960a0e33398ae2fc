// A filter's frequency response with a small immutable complex class and chained calls.
class Complex {
  constructor(
    readonly re: number,
    readonly im = 0,
  ) {}
  plus(o: Complex) {
    return new Complex(this.re + o.re, this.im + o.im);
  }
  times(o: Complex) {
    return new Complex(this.re * o.re - this.im * o.im, this.re * o.im + this.im * o.re);
  }
  get inverse() {
    const n = this.re ** 2 + this.im ** 2;
    return new Complex(this.re / n, -this.im / n);
  }
  over(o: Complex) {
    return this.times(o.inverse);
  }
  get magnitude() {
    return Math.sqrt(this.re ** 2 + this.im ** 2);
  }
}

const response = new Map([
  [0.1, 0.99],
  [0.5, 0.9],
  [1, 0.7],
  [2, 0.4],
  [5, 0.15],
]);

export function filterFit({ R, C, L } = { R: 1, C: 0.9, L: 0.2 }) {
  let error = 0;
  for (const [omega, gain] of response) {
    const capacitor = new Complex(0, omega * C).inverse;
    const inductor = new Complex(0, omega * L);
    const total = new Complex(R).plus(capacitor).plus(inductor);
    error += (capacitor.over(total).magnitude - gain) ** 2;
  }
  return error;
}
