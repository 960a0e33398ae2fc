import { expression, test } from './expressions';
import type { Writer } from './writer';

/** A list that grows, and may shrink again. */
export function push(w: Writer): string {
  const name = w.fresh('l');
  const count = 1 + w.draw(5);
  const body = w.within('k', count, () => {
    const value = expression(w, 2);
    const filter = w.chance(40) ? `if (${test(w, 1)}) ` : '';
    return `${filter}${name}.push(${value});`;
  });
  w.names.lists.push(name);
  const text = `const ${name} = [];\nfor (let k = 0; k < ${count}; k++) { ${body} }`;
  switch (w.draw(6)) {
    case 0:
      return `${text}\n${name}[${name}.length] = ${expression(w, 1)};`;
    case 1: {
      const last = w.fresh('v');
      const taken = `const ${last} = ${name}.${w.one('pop', 'pop', 'shift')}() ?? ${expression(w, 1)};`;
      return w.value(last, `${text}\n${taken}`);
    }
    case 2:
      return `${text}\n${name}.length > 1 && ${name}.pop();\n${name}.push(${expression(w, 1)});`;
    default:
      return text;
  }
}

/** A list that is read in a loop before the text comes to its filling. */
export function recurrence(w: Writer): string {
  const name = w.fresh('l');
  const count = 2 + w.draw(3);
  w.names.lists.push(name);
  const sum = w.within('k', count, () => expression(w, 1));
  const value = w.within('k', count, () => expression(w, 1));
  return `const ${name} = [];\nfor (let k = 0; k < ${count}; k++) { let sum = ${value}; for (let j = 0; j < k; j++) sum ${w.one('+=', '-=')} ${name}[j] * (${sum}); ${name}.push(sum / 2); }`;
}

/** A state that a list filled in each step takes the place of, as recurrent networks have it. */
export function state(w: Writer): string {
  const [h, next] = [w.fresh('a'), w.fresh('l')];
  const length = 1 + w.draw(3);
  const element = w.within('k', length, () =>
    w.withNumber(`${h}[k]`, () => `Math.tanh(${expression(w, 1)} + ${h}[k])`),
  );
  const start = w.one(`new Array(${length}).fill(0.5)`, `[${'1, '.repeat(length)}]`);
  const fill = `for (let k = 0; k < ${length}; k++) ${next}.push(${element});`;
  const text = `let ${h} = ${start};\nfor (let n = 0; n < 3; n++) { const ${next} = [];\n${fill}\n${h} = ${next}; }`;
  w.names.arrays.push({ name: h, length, writable: false });
  return text;
}
