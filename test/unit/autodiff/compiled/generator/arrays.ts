import { declaration } from './numbers';
import { expression, index } from './expressions';
import type { Writer } from './writer';

export function arrayDeclaration(w: Writer): string {
  const name = w.fresh('a');
  const { arrays } = w.names;
  const source = w.one(...arrays);
  const made = (length: number, text: string) => w.array(name, length, `const ${name} = ${text};`);
  switch (w.draw(11)) {
    case 0: {
      const length = 2 + w.draw(3);
      return made(length, `[${Array.from({ length }, () => expression(w, 2)).join(', ')}]`);
    }
    case 1: {
      const length = 1 + w.draw(5);
      const element = w.within('k', length, () => expression(w, 2));
      return made(length, `Array.from({ length: ${length} }, (_, k) => ${element})`);
    }
    case 2:
      return made(source.length, `${source.name}.slice()`);
    case 3:
      return made(source.length, `[...${source.name}]`);
    case 4: {
      const length = 1 + w.draw(4);
      return made(length, `new Array(${length}).fill(${expression(w, 1)})`);
    }
    case 5: {
      const other = w.one(...arrays);
      const length = source.length + other.length;
      if (length > 12) return declaration(w);
      return made(length, `${source.name}.concat(${other.name})`);
    }
    case 6: {
      const text = `Float64Array.from([${[1, 2, 3].map(() => expression(w, 1)).join(', ')}])`;
      w.names.numbers.push(`${name}[1]`);
      return `const ${name} = ${text};`;
    }
    case 7:
      return filledInPart(w, name);
    default: {
      const element = w.withNumber('x', () => w.within('k', source.length, () => expression(w, 2)));
      return made(source.length, `${source.name}.map((x, k) => ${element})`);
    }
  }
}

/** `fill` of a part, ends counted from behind among them. */
function filledInPart(w: Writer, name: string): string {
  const source = w.one(...w.names.arrays);
  const [from, to] = [w.draw(source.length), w.draw(source.length + 1)];
  const range = w.one(`${from}`, `${from}, ${to}`, `-${from}`, `${from}, -1`);
  const text = `const ${name} = ${source.name}.slice().fill(${expression(w, 1)}, ${range});`;
  return w.array(name, source.length, text);
}

export function elementAssignment(w: Writer): string {
  const writable = w.names.arrays.filter((each) => each.writable);
  if (writable.length === 0 || w.chance(5)) {
    // The objective may write to its own argument.
    return `p[${index(w, 4)}] ${w.one('=', '+=', '*=')} ${expression(w, 2)};`;
  }
  const { name, length } = w.one(...writable);
  return `${name}[${index(w, length)}] ${w.one('=', '+=', '-=', '*=')} ${expression(w, 2)};`;
}

/** Memory that holds whole numbers only: what is written to it has lost its gradient. */
export function typedArray(w: Writer): string {
  const name = w.fresh('y');
  const type = w.one('Int32Array', 'Uint8Array', 'Float32Array', 'Int16Array', 'Uint32Array');
  if (w.chance(50)) {
    w.names.numbers.push(`${name}[0]`, `${name}[step % 3]`);
    return `const ${name} = ${type}.of(${w.draw(4)}, ${w.draw(9)}, ${w.draw(300)});`;
  }
  w.names.numbers.push(`${name}[1]`);
  const fill = `for (let k = 0; k < 2; k++) ${name}[k] = ${w.one('k * 3', 'step + k', '7.5')};`;
  return `const ${name} = new ${type}(2);\n${fill}`;
}
