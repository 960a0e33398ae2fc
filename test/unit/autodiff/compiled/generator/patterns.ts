import { expression } from './expressions';
import type { Writer } from './writer';

/** Values taken apart: with defaults, with what is left over, nested. */
export function destructuring(w: Writer): string {
  const { arrays, records, matrices, objects, numbers } = w.names;
  const [a, b] = [w.fresh('d'), w.fresh('d')];
  if (records.length > 0 && w.chance(40)) {
    const { name, fields } = w.one(...records);
    const usual = expression(w, 1);
    numbers.push(a);
    if (w.chance(40)) {
      const rest = w.fresh('r');
      numbers.push(...fields.slice(1).map((each) => `${rest}.${each}`));
      return `const { ${fields[0]}: ${a} = ${usual}, ...${rest} } = ${name};`;
    }
    numbers.push(b);
    return `const { ${fields[0]}: ${a}, none: ${b} = ${usual} } = ${name};`;
  }
  if (matrices.length > 0 && w.chance(25)) {
    const { name } = w.one(...matrices);
    const usual = expression(w, 1);
    numbers.push(a, b);
    return `const [[${a}], , , [${b}] = [${usual}]] = ${name};`;
  }
  if (objects.length > 0 && w.chance(25)) {
    numbers.push(a, b);
    const { name } = w.one(...objects);
    return `const [{ u: ${a}, v: ${b} = 2 }] = ${name};`;
  }
  const long = arrays.filter((each) => each.length >= 2);
  const { name, length } = w.one(...long);
  if (w.chance(30)) {
    const rest = w.fresh('a');
    numbers.push(a);
    return w.array(rest, length - 1, `const [${a}, ...${rest}] = ${name};`);
  }
  const usual = expression(w, 1);
  numbers.push(a, b);
  if (w.chance(30)) {
    const late = `${', '.repeat(length)}${b} = ${usual}`;
    return `const [${a}${late}] = ${name};`;
  }
  return `const [${a}, ${b}] = ${name};`;
}

/** A function of an object and an array that it takes apart, called at once. */
export function patternParameters(w: Writer): string {
  const [g, name] = [w.fresh('g'), w.fresh('d')];
  const { numbers, arrays } = w.names;
  const sizes = numbers.length;
  const usual = expression(w, 1);
  numbers.push('u', 'z', 'x', 'y');
  const body = expression(w, 2);
  numbers.length = sizes;
  const long = arrays.filter((each) => each.length >= 2);
  const given = `{ u: ${expression(w, 1)}, v: { z: ${expression(w, 1)} } }, ${w.one(...long).name}`;
  const sum = w.one('', ' + more.length', ' + more.reduce((s, q) => s + q, 0)');
  const parameters = `{ u, v: { z }, n = ${usual} }, [x, y, ...more], last = n`;
  return w.value(
    name,
    `const ${g} = (${parameters}) => ${body} * last${sum};\nconst ${name} = ${g}(${given});`,
  );
}
