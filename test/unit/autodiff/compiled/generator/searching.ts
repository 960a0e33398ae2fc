import { expression, test } from './expressions';
import { record } from './objects';
import type { Writer } from './writer';

/** Arrays in another order. */
export function reordered(w: Writer): string {
  const source = w.one(...w.names.arrays);
  const name = w.fresh('a');
  const key = w.one('a - b', 'b - a', 'Math.abs(a) - Math.abs(b)', 'b * b - a * a');
  switch (w.draw(6)) {
    case 0:
      return w.array(
        name,
        source.length,
        `const ${name} = [...${source.name}].sort((a, b) => ${key});`,
      );
    case 1: {
      const text = `const ${name} = ${source.name}.slice();\n${name}.sort((a, b) => ${key});`;
      return w.array(name, source.length, text);
    }
    case 2:
      return w.array(name, source.length, `const ${name} = ${source.name}.slice().reverse();`);
    case 3: {
      const pairs = w.fresh('q');
      const pair = w.withNumber('x', () => `[x, ${expression(w, 1)}]`);
      w.names.numbers.push(`${pairs}[0][1]`, `${pairs}[${source.length - 1}][0]`);
      const compare = w.one('([a], [b]) => a - b', '(a, b) => b[1] - a[1]');
      return `const ${pairs} = ${source.name}.map((x) => ${pair}).sort(${compare});`;
    }
    case 4: {
      if (!w.isWide) return reordered(w);
      // Of equals the first stays first; and whoever compares otherwise decides himself.
      const compare = w.one(
        '(a, b) => (a < b ? -1 : a > b ? 1 : 0)',
        '(a, b) => Math.floor(a) - Math.floor(b) || b - a',
        '(a, b) => Math.sign(b - a)',
      );
      return w.array(name, source.length, `const ${name} = [...${source.name}].sort(${compare});`);
    }
    default: {
      // Another name for the same array: what is written by one is read by the other.
      const { writable, length } = source;
      w.names.arrays.push({ name, length, writable });
      return `const ${name} = ${source.name};`;
    }
  }
}

/** What is looked for in arrays and objects. */
export function searched(w: Writer): string {
  const source = w.one(...w.names.arrays);
  const name = w.fresh('f');
  const value = (text: string) => w.value(name, `const ${name} = ${text};`);
  const asked = () => w.withNumber('x', () => test(w, 1));
  switch (w.draw(8)) {
    case 0:
      return value(`${source.name}.${w.one('findIndex', 'findLastIndex')}((x) => ${asked()})`);
    case 1:
      return value(`${source.name}.at(${w.one('0', '-1', `-${source.length}`)})`);
    case 2:
      return value(
        `${source.name}.${w.one('find', 'findLast')}((x) => ${asked()}) ?? ${expression(w, 1)}`,
      );
    case 3:
      return value(`${source.name}.${w.one('indexOf', 'lastIndexOf')}(${expression(w, 1)})`);
    case 4:
      return value(`${source.name}.includes(${expression(w, 1)}) ? 1 : ${expression(w, 1)}`);
    case 5:
      return value(`${w.one('labels', 'counts')}.indexOf(${w.one('0.5', '-1', '3', 'step')})`);
    default:
      return ofRecord(w, value);
  }
}

/** Sums over what an object holds. */
function ofRecord(w: Writer, value: (text: string) => string): string {
  const { records } = w.names;
  if (records.length === 0) return record(w);
  const { name } = w.one(...records);
  const sum = w.fresh('s');
  switch (w.draw(5)) {
    case 0:
      w.names.numbers.push(sum);
      return `let ${sum} = 0;\nfor (const k in ${name}) ${sum} += ${name}[k] ** 2;`;
    case 1:
      return value(`${name}?.u ?? ${expression(w, 1)}`);
    default:
      return value(
        w.one(
          `Object.values(${name}).reduce((s, x) => s * 0.5 + x, 1)`,
          `Object.keys(${name}).reduce((s, k) => s + ${name}[k] ** 2, 0)`,
          `Object.entries(${name}).map(([, x]) => x).reduce((s, x) => s - x, 1)`,
        ),
      );
  }
}
