import { expression, test } from './expressions';
import type { Writer } from './writer';

export function condition(w: Writer, depth: number): string {
  const first = `if (${test(w, 2)}) ${w.block(depth)}`;
  if (w.chance(40)) return first;
  if (w.chance(30)) {
    return `${first} else if (${test(w, 1)}) ${w.block(depth)} else ${w.block(depth)}`;
  }
  return `${first} else ${w.block(depth)}`;
}

/** A block that can be broken out of. */
export function labelled(w: Writer, depth: number): string {
  const label = w.fresh('block');
  w.blocks.push(label);
  const body = w.block(depth);
  w.blocks.pop();
  return `${label}: ${body}`;
}

export function forLoop(w: Writer, depth: number): string {
  const name = w.fresh('i');
  const label = w.chance(20) ? w.fresh('loop') : '';
  const below = 1 + w.draw(4);
  const head = w.one(
    `let ${name} = 0; ${name} < ${below}; ${name}++`,
    `let ${name} = ${below - 1}; ${name} >= 0; ${name}--`,
    `let ${name} = 0; ${name} < ${below}; ${name} += 2`,
    `let ${name} = 0; ${name} <= ${below - 1}; ++${name}`,
    `let ${name} = 0, n${name} = ${below}; ${name} < n${name}; ${name}++`,
  );
  const body = w.within(name, below, () => w.looping(label, () => w.block(depth, 3)));
  return `${label ? `${label}: ` : ''}for (${head}) ${body}`;
}

export function whileLoop(w: Writer, depth: number): string {
  const name = w.fresh('n');
  const body = w.looping('', () => w.block(depth, 2)).slice(1);
  // The counter comes first, so that `continue` cannot leave it out.
  const open = `{ ${name}++;`;
  const again = w.chance(50) ? `${name} < ${1 + w.draw(4)}` : `${name} < 4 && (${test(w, 1)})`;
  if (w.chance(40)) return `let ${name} = 0;\ndo ${open}${body} while (${again});`;
  return `let ${name} = 0;\nwhile (${again}) ${open}${body}`;
}

export function forOf(w: Writer, depth: number): string {
  const item = w.fresh('x');
  const names = w.names.arrays.map(({ name }) => name);
  if (w.chance(20)) {
    const body = w.withNumber(`${item}.x`, () =>
      w.withNumber(`${item}.y[1]`, () => w.looping('', () => w.block(depth, 2))),
    );
    return `for (const ${item} of points) ${body}`;
  }
  const body = w.withNumber(item, () => w.looping('', () => w.block(depth, 2)));
  if (w.chance(25)) {
    const at = w.fresh('k');
    return `for (const [${at}, ${item}] of ${w.one('p', 'labels', ...names)}.entries()) ${body}`;
  }
  const source = w.one('p', 'labels', 'ragged[step % 3]', ...names);
  return `for (const ${item} of ${source}) ${body}`;
}

export function switchStatement(w: Writer, depth: number): string {
  const arm = () => w.looping('switch', () => w.block(depth, 2));
  if (w.chance(25)) {
    const [first, second] = w.one(["'mean'", "'sum'"], ["'sum'", "'mean'"], ["'none'", "'sum'"]);
    const jump = w.one('', ' break;', ' break;');
    return `switch (${w.one(...w.names.texts)}) {\ncase ${first}: ${arm()}${jump}\ncase ${second}: ${arm()} break;\ndefault: ${arm()}\n}`;
  }
  const value = w.chance(50) ? 'step % 3' : `Math.floor(Math.abs(${expression(w, 1)})) % 3`;
  if (w.chance(40)) {
    const jump = () => w.one('', ' break;', '');
    const cases = w.one(
      ['case 0:', 'case 1:', 'default:'],
      ['default:', 'case 2:', 'case 0: case 1:'],
      ['case 1:', 'default:', 'case 0:'],
      ['case square(1):', 'case labels.length - 1:', 'default:'],
    );
    return `switch (${value}) {\n${cases.map((each) => `${each} ${arm()}${jump()}`).join('\n')}\n}`;
  }
  return `switch (${value}) {\ncase 0: ${arm()} break;\ncase 1: case 2: ${arm()} break;\ndefault: ${arm()}\n}`;
}

/** What leaves a loop, a block or the function, if something holds. */
export function jump(w: Writer): string {
  const asked = test(w, 2);
  const open = w.loops.filter((each) => each !== 'switch');
  const choices = [`if (${asked}) return ${expression(w, 2)};`];
  if (open.length > 0) choices.push(`if (${asked}) continue;`, `if (${asked}) break;`);
  if (w.loops.at(-1) === 'switch') return `if (${asked}) break;`;
  for (const label of open) {
    if (label) choices.push(`if (${asked}) ${w.one('break', 'continue')} ${label};`);
  }
  for (const label of w.blocks) choices.push(`if (${asked}) break ${label};`);
  return w.one(...choices);
}
