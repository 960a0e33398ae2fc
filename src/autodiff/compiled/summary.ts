import type * as t from '@babel/types';
import { bare, boundNames, children, descendants } from '../rewrite/syntax';

/** What a piece of code contains; worked out once, since loops and calls come by it again. */
export interface Summary {
  /** Names that are written to. */
  assigned: Set<string>;
  /** Names that are declared, by `let` and `const` too. */
  declared: Set<string>;
  /** Names that `var` declares. */
  variables: Set<string>;
  /** Whether it calls anything but functions of `Math`. */
  calls: boolean;
  /** Whether a `break`, a `continue` or a `return` in it leads out of it. */
  jumps: boolean;
}

const known = new WeakMap<t.Node, Summary>();

export function summaryOf(node: t.Node): Summary {
  const before = known.get(node);
  if (before) return before;
  const summary: Summary = {
    ...{ assigned: new Set(), declared: new Set(), variables: new Set() },
    ...{ calls: false, jumps: leads(node, { loop: false, breakable: false, labels: [] }) },
  };
  for (const each of descendants(node)) note(each, summary);
  known.set(node, summary);
  return summary;
}

function note(node: t.Node, summary: Summary): void {
  switch (node.type) {
    case 'AssignmentExpression':
      boundNames(bare(node.left)).forEach((name) => summary.assigned.add(name));
      return;
    case 'UpdateExpression':
      boundNames(bare(node.argument)).forEach((name) => summary.assigned.add(name));
      return;
    case 'ForOfStatement':
    case 'ForInStatement':
      if (node.left.type !== 'VariableDeclaration') {
        boundNames(bare(node.left)).forEach((name) => summary.assigned.add(name));
      }
      return;
    case 'VariableDeclaration':
      for (const { id } of node.declarations) {
        for (const name of boundNames(id)) {
          summary.declared.add(name);
          if (node.kind === 'var') summary.variables.add(name);
        }
      }
      return;
    case 'CallExpression':
      summary.calls ||= !isMathematics(node.callee);
  }
}

/** What jumps may lead to without leaving the piece of code. */
interface Within {
  loop: boolean;
  breakable: boolean;
  labels: string[];
}

const loops = /^(For|ForIn|ForOf|While|DoWhile)Statement$/;

/** Whether a jump in a node leads out of what is around it. */
function leads(node: t.Node, within: Within): boolean {
  const inside = (more: Partial<Within>) =>
    children(node).some((each) => leads(each, { ...within, ...more }));
  switch (node.type) {
    case 'ReturnStatement':
      return true;
    case 'BreakStatement':
      return node.label ? !within.labels.includes(node.label.name) : !within.breakable;
    case 'ContinueStatement':
      return node.label ? !within.labels.includes(node.label.name) : !within.loop;
    case 'LabeledStatement':
      return inside({ labels: [...within.labels, node.label.name] });
    case 'SwitchStatement':
      return inside({ breakable: true });
    default:
      if (/Function|Method/.test(node.type)) return false;
      return inside(loops.test(node.type) ? { loop: true, breakable: true } : {});
  }
}

function isMathematics(callee: t.Node): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Math'
  );
}
