import { expression, index, leaf } from './expressions';
import type { Writer } from './writer';

export function record(w: Writer): string {
  if (w.names.records.length > 0 && w.chance(50)) {
    const { name, fields } = w.one(...w.names.records);
    return `${name}.${w.one(...fields)} ${w.one('=', '+=', '*=')} ${expression(w, 2)};`;
  }
  const name = w.fresh('o');
  const fields = ['u', 'v', 'w'].slice(0, 1 + w.draw(3));
  const text = fields.map((each) => `${each}: ${expression(w, 2)}`).join(', ');
  w.names.records.push({ name, fields });
  w.names.numbers.push(...fields.map((each) => `${name}.${each}`));
  return `const ${name} = { ${text} };`;
}

const fields = (w: Writer) => `{ u: ${expression(w, 2)}, v: ${expression(w, 1)} }`;

/** Objects in arrays: made, written to, sorted, known by two names. */
export function objectStatement(w: Writer): string {
  if (w.names.objects.length === 0 || w.chance(35)) return madeObjects(w);
  const name = w.fresh('o');
  const { name: of, length } = w.one(...w.names.objects);
  const at = () => `${of}[${index(w, length)}]`;
  switch (w.draw(8)) {
    case 7:
      return `for (const one of ${of}) for (const other of ${of}) { if (one ${w.one('===', '!==')} other) continue; one.u += other.v * 0.1; }`;
    case 0:
    case 1:
      return `${at()}.${w.one('u', 'v')} ${w.one('=', '+=', '*=', '-=')} ${expression(w, 2)};`;
    case 2:
      return `for (const item of ${of}) { item.u ${w.one('+=', '-=')} item.v * ${leaf(w)}; item.v *= 0.5; }`;
    case 3:
      return `${of}.sort((a, b) => ${w.one('a.u - b.u', 'b.v - a.v')});`;
    case 4: {
      const one = w.fresh('e');
      const text = `const ${one} = ${at()};\n${one}.v += ${expression(w, 1)};`;
      return w.value(`${one}.u`, text);
    }
    case 5: {
      const sum = `const ${name} = ${of}.reduce((s, { u, v }) => s + u * v, ${leaf(w)});`;
      return w.value(name, sum);
    }
    default: {
      const copy = `const ${name} = ${of}.map((item) => ({ ...item, u: item.u + ${leaf(w)} }));`;
      w.names.objects.push({ name, length });
      return copy;
    }
  }
}

function madeObjects(w: Writer): string {
  const name = w.fresh('o');
  const made = (of: string, length: number) => {
    w.names.objects.push({ name, length });
    return of;
  };
  const source = w.one(...w.names.arrays);
  switch (w.draw(3)) {
    case 0: {
      const item = w.withNumber('x', () => fields(w));
      return made(`const ${name} = ${source.name}.map((x) => (${item}));`, source.length);
    }
    case 1: {
      const count = 1 + w.draw(4);
      const item = w.within('k', count, () => fields(w));
      const loop = `for (let k = 0; k < ${count}; k++) ${name}.push(${item});`;
      return made(`const ${name} = [];\n${loop}`, count);
    }
    default: {
      const [a, b] = [w.fresh('e'), w.fresh('e')];
      const [first, second] = [fields(w), fields(w)];
      w.names.numbers.push(`${a}.u`, `${b}.v`);
      const all = `const ${name} = [${a}, ${b}, ${a}];`;
      return made(`const ${a} = ${first};\nconst ${b} = ${second};\n${all}`, 3);
    }
  }
}
