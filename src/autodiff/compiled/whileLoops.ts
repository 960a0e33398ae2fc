import type * as t from '@babel/types';
import { condition } from './conditions';
import { closeExits, openExits, through, type Completion } from './exits';
import type { Operand } from './variables';
import type { Lowering } from './lowering';
import { statement } from './statements';

/** `while`; and `do`, whose first iteration asks nothing. */
export function whileLoop(
  l: Lowering,
  labels: string[],
  test: () => Operand,
  body: t.Statement,
): Completion {
  const exits = openExits(l, labels, true);
  let done = through();
  const { broken, continued } = exits;
  l.loop(broken.flag, () => {
    // The test stands in the body, where what it leaves undone is skipped by flags.
    continued.reset(l);
    const is = test();
    const { then, otherwise } = l.fork(is);
    l.inside(otherwise, () => l.set(broken.flag, true));
    done = l.branch(then, () => statement(l, body)).result;
  });
  return closeExits(l, exits, done);
}

export function doWhile(l: Lowering, node: t.DoWhileStatement, labels: string[]): Completion {
  const exits = openExits(l, labels, true);
  const { broken, continued } = exits;
  let done = through();
  l.loop(broken.flag, () => {
    continued.reset(l);
    const { result, assigned } = l.branch(l.block, () => statement(l, node.body));
    done = result;
    if (done.falls && done.exits.size === 0) assigned.forEach((each) => l.markAssigned(each));
    if (!done.falls && !done.exits.has(continued)) return;
    const ask = () => {
      const { otherwise } = l.fork(condition(l, node.test));
      l.inside(otherwise, () => l.set(broken.flag, true));
    };
    const others = [...done.exits].filter((each) => each !== continued);
    if (others.length === 0) ask();
    else {
      let left: Operand = false;
      for (const { flag } of others) left = l.define('or', left, l.read(flag));
      l.branch(l.fork(l.define('not', left)).then, ask);
    }
  });
  return closeExits(l, exits, done);
}
