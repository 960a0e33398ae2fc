/** x, f(y), x, f(y) …; kept as long as its source, so that nothing is drawn anew in vain. */
function mapped(f: (y: number) => number): (points: Float64Array) => Float64Array {
  const kept = new WeakMap<Float64Array, Float64Array>();
  return (points) => {
    let values = kept.get(points);
    if (!values) {
      values = points.map((value, i) => (i % 2 === 1 ? f(value) : value));
      kept.set(points, values);
    }
    return values;
  };
}

export const squares = mapped((y) => y * y);
/** Of the smallest and the largest of each bucket; the larger size is that of all its values. */
export const sizes = mapped(Math.abs);
