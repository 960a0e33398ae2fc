import type { Writer } from './writer';

/** The index of an element of an array of so many. */
export function index(w: Writer, length: number): string {
  const { counters } = w.names;
  const fitting = counters.filter(({ below }) => below <= length);
  if (fitting.length > 0 && w.chance(60)) return w.one(...fitting).name;
  if (counters.length > 0 && w.chance(50)) {
    return `(${w.one(...counters).name} + ${w.draw(3)}) % ${length}`;
  }
  return String(w.draw(length));
}

/** A condition. */
export function test(w: Writer, depth: number): string {
  const [a, b] = [expression(w, depth - 1), expression(w, depth - 1)];
  switch (w.draw(10)) {
    case 9:
      return `${w.one(...w.names.texts)} ${w.one('===', '!==')} ${w.one("'mean'", "'sum'")}`;
    case 7:
      if (w.names.booleans.length > 0) return `${w.one('', '!')}${w.one(...w.names.booleans)}`;
      return `even(${w.one('3', '4')}) !== ${w.one('true', 'flags.off')}`;
    case 8:
      return w.one("mode === 'mean'", "mode !== 'sum'", 'flags.on', `(flags.off || ${a} > 0)`);
    case 0:
      return `${a} > ${b} && ${expression(w, 0)} < ${expression(w, 0)}`;
    case 1:
      return `!(${a} >= ${b}) || ${expression(w, 0)} === ${expression(w, 0)}`;
    case 2:
      return `(step + ${w.draw(3)}) % 2 === 0`;
    case 3:
      return a;
    default:
      return `${a} ${w.one('<', '<=', '>', '>=', '!==')} ${b}`;
  }
}

/** A number that is there: a parameter, data, a variable, an element. */
export function leaf(w: Writer): string {
  const { numbers, counters, arrays, matrices, objects } = w.names;
  const choices = [
    () => `p[${index(w, 4)}]`,
    () => `p[${index(w, 4)}]`,
    () => w.one('0', '1', '2', '0.5', '1.25', '3', '0.1'),
    () => `data[${index(w, 3)}][${index(w, 4)}]`,
    () => w.one('labels[step % 3]', 'points[step % 2].x', 'limits[1].least[step % 2]', 'step'),
    () => w.one('random()', 'Math.random()', 'Math.PI', 'flags?.none ?? 2', 'counts[step % 3]'),
  ];
  if (numbers.length > 0) {
    const read = () => w.one(...numbers);
    choices.push(read, read, read, () => w.one(...numbers.slice(-3)));
  }
  if (counters.length > 0) choices.push(() => w.one(...counters).name);
  if (arrays.length > 1) {
    choices.push(() => {
      const { name, length } = w.one(...arrays);
      return `${name}[${index(w, length)}]`;
    });
  }
  if (objects.length > 0) {
    choices.push(() => {
      const { name, length } = w.one(...objects);
      return `${name}[${index(w, length)}]${w.one('.', '.', '?.')}${w.one('u', 'v')}`;
    });
  }
  if (matrices.length > 0) {
    choices.push(() => {
      const { name, rows, columns } = w.one(...matrices);
      return `${name}[${index(w, rows)}][${index(w, columns)}]`;
    });
  }
  const text = w.one(...choices)();
  return text.includes('??') ? `(${text})` : text;
}

/** A number. */
export function expression(w: Writer, depth: number): string {
  if (depth <= 0 || w.chance(20)) return leaf(w);
  const sub = () => expression(w, depth - 1);
  switch (w.draw(12)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return `(${sub()} ${w.one('+', '-', '*')} ${sub()})`;
    case 4:
      return `(${sub()} / ${w.one('2', '(1 + (' + sub() + ') ** 2)', sub())})`;
    case 5:
      return `Math.${w.one('sin', 'cos', 'tanh', 'atan', 'abs', 'cbrt', 'asinh', 'sign', 'expm1', 'fround')}(${sub()})`;
    case 6:
      return `Math.${w.one('exp(-Math.abs', 'sqrt(Math.abs', 'log1p(Math.abs', 'log(1 + Math.abs')}(${sub()}))`;
    case 7:
      return `(${sub()}) ** ${w.one('2', '3', '0', '4')}`;
    case 8:
      return `(${test(w, depth)} ? ${sub()} : ${sub()})`;
    case 9:
      return `Math.${w.one('max', 'min', 'hypot', 'atan2')}(${sub()}, ${sub()})`;
    case 10: {
      const { name, arity } = w.one(...w.names.functions);
      return `${name}(${Array.from({ length: arity }, sub).join(', ')})`;
    }
    default:
      return seldom(w, sub);
  }
}

function seldom(w: Writer, sub: () => string): string {
  return w.one(
    () => `-${leaf(w)}`,
    () => `(${sub()} || ${sub()})`,
    () => `clamp(${sub()}, -1, 1)`,
    () => `series(${leaf(w)}, ${w.draw(4)})`,
    () => `(${sub()} ?? 2)`,
    () => `tools.power(${leaf(w)}, ${1 + w.draw(3)})`,
    () => `Math.floor(${sub()})`,
    () => `(${sub()} % ${w.one('2', '1.5', leaf(w))})`,
    () => `Math.max(${leaf(w)}, ${leaf(w)}, ${leaf(w)})`,
    () => `bends[${w.one('1', '0', 'step % 2')}](${sub()})`,
    () => `shapes[${w.one("'hill'", 'shape')}](${sub()})`,
  )();
}
