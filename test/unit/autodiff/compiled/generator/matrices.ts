import { expression, index } from './expressions';
import type { Writer } from './writer';

export function matrixStatement(w: Writer): string {
  const writable = w.names.matrices.filter((each) => each.writable);
  if (writable.length === 0 || w.chance(40)) {
    const [rows, columns] = [1 + w.draw(3), 1 + w.draw(3)];
    const name = w.fresh('m');
    const entry = w.within('i', rows, () => w.within('j', columns, () => expression(w, 2)));
    w.names.matrices.push({ name, rows, columns, writable: true });
    return `const ${name} = Array.from({ length: ${rows} }, (_, i) => Array.from({ length: ${columns} }, (_, j) => ${entry}));`;
  }
  const { name, rows, columns } = w.one(...writable);
  return `${name}[${index(w, rows)}][${index(w, columns)}] ${w.one('=', '+=', '-=')} ${expression(w, 2)};`;
}

/** Rows that are put in place of others, or stand in two places. */
export function replacedRow(w: Writer): string {
  const wide = w.names.matrices.filter((each) => each.writable);
  if (wide.length === 0) return matrixStatement(w);
  const { name, rows, columns } = w.one(...wide);
  const [to, from] = [index(w, rows), index(w, rows)];
  const fitting = w.names.arrays.filter((each) => each.length === columns && each.name !== 'p');
  switch (w.draw(4)) {
    case 0:
      return `${name}[${to}] = ${name}[${from}];`;
    case 1:
      if (fitting.length > 0) return `${name}[${to}] = ${w.one(...fitting).name};`;
      return `${name}[${to}] = ${name}[${from}].slice();`;
    case 2:
      return `[${name}[${to}], ${name}[${from}]] = [${name}[${from}], ${name}[${to}]];`;
    default: {
      const element = w.withNumber('x', () => expression(w, 2));
      return `${name}[${to}] = ${name}[${from}].map((x) => ${element});`;
    }
  }
}
