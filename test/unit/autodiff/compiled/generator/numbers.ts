import { expression, test } from './expressions';
import type { Writer } from './writer';

export function declaration(w: Writer): string {
  const value = expression(w, 3);
  const isMutable = w.chance(60);
  const name = w.fresh(isMutable ? 'v' : 'c');
  w.names.numbers.push(name);
  if (isMutable) w.names.mutable.push(name);
  return `${isMutable ? 'let' : 'const'} ${name} = ${value};`;
}

export function assignment(w: Writer): string {
  const { mutable } = w.names;
  if (mutable.length === 0) return declaration(w);
  const name = w.one(...mutable);
  switch (w.draw(9)) {
    case 8:
      return `${name} ${w.one('||=', '&&=', '??=')} ${expression(w, 2)};`;
    case 0:
      return `${name}${w.one('++', '--')};`;
    case 1:
      return `${name} = ${name} ${w.one('+', '-', '*')} ${expression(w, 2)};`;
    case 2:
      return `${name} = ${expression(w, 3)};`;
    case 3:
      return `${name} ${w.one('*=', '/=')} ${expression(w, 2)};`;
    case 4: {
      const other = w.one(...mutable);
      return `[${name}, ${other}] = [${other}, ${expression(w, 1)}];`;
    }
    default:
      return `${name} ${w.one('+=', '-=')} ${expression(w, 3)};`;
  }
}

export function boolean(w: Writer): string {
  const name = w.fresh('b');
  const text = `let ${name} = ${test(w, 1)} ? !!(${test(w, 0)}) : !(${test(w, 1)});`;
  w.names.booleans.push(name);
  return text;
}

/** A text that is known, or that the step decides. */
export function text(w: Writer): string {
  const name = w.fresh('t');
  const known = w.one("'mean'", "'sum'", 'mode', 'limits[2]');
  const drawn = w.isWide ? [`kinds[step % 3]`, `step % 2 === 0 ? 'sum' : 'none'`] : [];
  const made = `const ${name} = ${w.one(known, known, ...drawn)};`;
  w.names.texts.push(name);
  return made;
}
