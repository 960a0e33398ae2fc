import type { Message } from '../protocol/message';
import type { SourceModule } from './graph';
import type { Candidate } from './locate';
import { problemsOfCode } from './problems';
import { isFunction, rangeOf, walk, type Node } from './syntax';
import { contains } from './units';

/** What of the kept code cannot run; the functions that are called have been looked at before. */
export function problemsOfModule(module: SourceModule, called: readonly Candidate[]): Message[] {
  const problems: Message[] = [];
  const aside = new Set(called.flatMap((candidate) => [...membersBeside(module, candidate)]));
  for (const unit of module.slice.kept) {
    problems.push(...problemsOfCode(module, unit.node, (node) => aside.has(node)));
  }
  return problems;
}

/** The other methods of the function's class or object, which nothing calls so far; and itself. */
function membersBeside(module: SourceModule, { root, node, keys }: Candidate): Set<Node> {
  const aside = new Set<Node>([node]);
  if (!root || keys.length === 0) return aside;
  for (const unit of module.slice.kept) {
    if (!unit.declares.has(root)) continue;
    walk(unit.node, (inner) => {
      if (inner === node) return false;
      if (!isFunction(inner) || contains(rangeOf(inner), rangeOf(node))) return undefined;
      aside.add(inner);
      return false;
    });
  }
  return aside;
}
