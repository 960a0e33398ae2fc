import { expression, test } from './expressions';
import type { Writer } from './writer';

/** Functions that array methods call. */
export function callbacks(w: Writer): string {
  const { name: of, length } = w.one(...w.names.arrays);
  const name = w.fresh('v');
  const withItem = (make: () => string) => w.withNumber('x', () => w.within('k', length, make));
  const made = (text: string) => {
    w.names.mutable.push(name);
    return w.value(name, text);
  };
  switch (w.draw(8)) {
    case 0: {
      const sum = `${name} += ${withItem(() => expression(w, 2))};`;
      const loop = w.one(
        `${of}.forEach((x, k) => { ${sum} });`,
        `for (const [k, x] of ${of}.entries()) { ${sum} }`,
        `for (const k of ${of}.keys()) { const x = ${of}[k]; ${sum} }`,
      );
      return made(`let ${name} = 0;\n${loop}`);
    }
    case 1: {
      const kept = withItem(() => test(w, 2));
      return made(
        `let ${name} = ${of}.filter((x, k) => ${kept}).reduce((s, x) => s + x * x, ${expression(w, 1)});`,
      );
    }
    case 2: {
      const asked = withItem(() => test(w, 1));
      return made(
        `let ${name} = ${of}.some((x, k) => ${asked}) ? ${expression(w, 1)} : ${expression(w, 1)};`,
      );
    }
    case 3: {
      const asked = w.withNumber('x', () => test(w, 1));
      return made(`let ${name} = ${of}.every((x) => ${asked}) ? 1 : ${expression(w, 1)};`);
    }
    case 4:
      return made(`let ${name} = Math.${w.one('max', 'min')}(...${of});`);
    case 5: {
      const step = w.one('s + x', 's * x', 'Math.max(s, x)', 's + Math.sin(x * s)', 'x - s', 's + x + 1'); // prettier-ignore
      return made(`let ${name} = ${of}.reduce((s, x) => ${step});`);
    }
    case 6: {
      // Leaves the callback early.
      const [asked, early] = [withItem(() => test(w, 1)), withItem(() => expression(w, 1))];
      const late = withItem(() => expression(w, 1));
      return made(
        `let ${name} = ${of}.map((x, k) => { if (${asked}) return ${early}; return ${late}; }).reduce((s, x) => s + x, 0);`,
      );
    }
    default: {
      const term = withItem(() => expression(w, 2));
      return made(
        `let ${name} = ${of}.${w.one('reduce', 'reduceRight')}((s, x, k) => s ${w.one('+', '-')} ${term}, ${expression(w, 1)});`,
      );
    }
  }
}
