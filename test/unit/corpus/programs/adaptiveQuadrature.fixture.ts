// Adaptive Simpson: recursion whose depth the integrand decides.
function simpson(f: (x: number) => number, a: number, b: number): number {
  return ((b - a) / 6) * (f(a) + 4 * f((a + b) / 2) + f(b));
}

function integrate(f: (x: number) => number, a: number, b: number, tolerance: number): number {
  const middle = (a + b) / 2;
  const whole = simpson(f, a, b);
  const halves = simpson(f, a, middle) + simpson(f, middle, b);
  if (Math.abs(halves - whole) < 15 * tolerance) return halves + (halves - whole) / 15;
  return integrate(f, a, middle, tolerance / 2) + integrate(f, middle, b, tolerance / 2);
}

export function arcLength(height = 0.8, decay = 0.5) {
  const slope = (x: number) => height * Math.exp(-decay * x) * (Math.cos(x) - decay * Math.sin(x));
  return (integrate((x) => Math.sqrt(1 + slope(x) ** 2), 0, 3, 1e-6) - 3.3) ** 2;
}
