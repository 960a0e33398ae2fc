import { expression, index } from './expressions';
import type { Writer } from './writer';

/* Forms that the tape alone takes so far. */

/** A whole number of any size, that counts. */
export function bigint(w: Writer): string {
  const [name, v] = [w.fresh('n'), w.fresh('v')];
  const loop = `for (let ${name} = 0n; ${name} < ${1 + w.draw(4)}n; ${name} += ${w.one('1n', '2n')})`;
  w.names.mutable.push(v);
  const term = w.withNumber(`Number(${name})`, () => expression(w, 1));
  return w.value(
    v,
    `let ${v} = 1;\n${loop} ${v} += ${name} % 2n === 0n ? ${term} : Number(${name});`,
  );
}

/** Keys that are put together. */
export function keyed(w: Writer): string {
  const [name, v] = [w.fresh('o'), w.fresh('v')];
  const made = `const ${name} = {};\nfor (let k = 0; k < 3; k++) ${name}['k' + k] = ${w.within('k', 3, () => expression(w, 1))};`;
  const read = `const ${v} = ${name}[\`k\${${index(w, 3)}}\`];`;
  return w.value(v, `${made}\n${read}`);
}

/** Rows of different lengths. */
export function triangle(w: Writer): string {
  const [name, v] = [w.fresh('m'), w.fresh('v')];
  const element = w.within('i', 3, () => w.within('j', 3, () => expression(w, 1)));
  const made = `const ${name} = Array.from({ length: 3 }, (_, i) => Array.from({ length: i + 1 }, (_, j) => ${element}));`;
  return w.value(
    v,
    `${made}\nconst ${v} = ${name}.flat().reduce((s, x) => s + x, 0) + ${name}[2][1];`,
  );
}

/** Parts that are taken out of an array, or put into it. */
export function spliced(w: Writer): string {
  const { name: of, length } = w.one(...w.names.arrays);
  const [name, v] = [w.fresh('b'), w.fresh('v')];
  const change = w.one(
    `${name}.splice(${w.draw(length)}, 1, ${expression(w, 1)})`,
    `${name}.unshift(${expression(w, 1)})`,
    `${name}.splice(0, 1)`,
    `${name}.copyWithin(0, 1)`,
  );
  const sum = `const ${v} = ${name}.reduce((s, x, i) => s + x * (i + 1), 0);`;
  return w.value(v, `const ${name} = ${of}.slice();\n${change};\n${sum}`);
}
