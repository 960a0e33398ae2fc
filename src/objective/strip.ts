import { enumObject } from './enums';
import { Edits } from './edits';
import { assignFields } from './parameterProperties';
import { skipTrivia } from './position';
import { children, isTypeOnly, rangeOf, type FunctionNode, type Node, type Range } from './syntax';

/**
 * Blanks everything of a piece of TypeScript that is not JavaScript; enums become objects. Lines and
 * columns stay, and so does the meaning: no line end may get between a parameter list and its arrow,
 * and none may join two statements.
 */
export function stripTypes(root: Node, edits: Edits): void {
  const { text } = edits;
  /** Where statements and fields end: there a line end may be all that keeps them apart. */
  const ends = new Set<number>();

  /** True where the next line would lean on this one if the types were merely gone. */
  function endsStatement(at: number): boolean {
    return ends.has(at) && /[[(`+\-/*]/.test(text[skipTrivia(text, at)] ?? '');
  }

  function visit(node: Node): void {
    if (isTypeOnly(node)) {
      // What comes before may lean on the end of the statement that goes.
      edits.blank(rangeOf(node), isStatement(node) ? ';' : '');
      return;
    }
    if (/Statement$|Declaration$|^VariableDeclarator$|^Class\w*Property$/.test(node.type))
      ends.add(node.end!);
    switch (node.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression': {
        const start = behindParentheses(text, node.expression.end!);
        edits.blank({ start, end: node.end! }, '', endsStatement(node.end!) ? ';' : '');
        visit(node.expression);
        return;
      }
      case 'TSNonNullExpression':
        visit(node.expression);
        edits.blank({ start: node.end! - 1, end: node.end! }, endsStatement(node.end!) ? ';' : '');
        return;
      case 'TSTypeAssertion': {
        const close = text.indexOf('>', node.typeAnnotation.end!);
        edits.blank({ start: node.start!, end: close + 1 });
        visit(node.expression);
        return;
      }
      case 'TSParameterProperty':
        edits.blank({ start: node.start!, end: node.parameter.start! });
        visit(node.parameter);
        return;
      case 'TSEnumDeclaration':
        enumeration(node.id.name, rangeOf(node), `${enumObject(node)};`);
        return;
      case 'VariableDeclarator':
        if (node.definite) {
          const annotation = 'typeAnnotation' in node.id ? node.id.typeAnnotation : null;
          const end = annotation?.start ?? node.id.end!;
          const start = text.lastIndexOf('!', end);
          edits.blank({ start, end: start + 1 });
        }
        break;
      case 'Identifier':
        binding(node, node.start! + node.name.length, !!node.optional);
        return;
      case 'ObjectPattern':
      case 'ArrayPattern': {
        const annotation = node.typeAnnotation;
        const optional = 'optional' in node && !!node.optional;
        if (annotation || optional) {
          const close = text.lastIndexOf(
            node.type === 'ObjectPattern' ? '}' : ']',
            (annotation?.start ?? node.end!) - 1,
          );
          binding(node, close + 1, optional);
        }
        for (const child of children(node)) if (child !== annotation) visit(child);
        return;
      }
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'ObjectMethod':
      case 'ClassMethod':
      case 'ClassPrivateMethod':
        if (node.type !== 'ObjectMethod') modifiers(node);
        if (node.type === 'ClassMethod') assignFields(node, edits);
        if ('optional' in node && node.optional) {
          const mark = text.indexOf('?', behindBracket(text, node.key.end!));
          edits.blank({ start: mark, end: mark + 1 });
        }
        functionTypes(node);
        return;
      case 'ClassProperty':
      case 'ClassPrivateProperty':
      case 'ClassAccessorProperty':
        modifiers(node);
        field(node);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression': {
        if ('abstract' in node && node.abstract) {
          edits.blank({ start: node.start!, end: node.start! + 'abstract'.length });
        }
        const interfaces = node.implements ?? [];
        if (interfaces.length > 0) {
          const before = [node.superTypeParameters, node.superClass, node.typeParameters, node.id];
          const from = Math.max(node.start!, ...before.map((part) => part?.end ?? 0));
          const start = text.indexOf('implements', behindParentheses(text, from));
          edits.blank({ start, end: interfaces.at(-1)!.end! });
        }
        for (const child of children(node)) if (!interfaces.includes(child as never)) visit(child);
        return;
      }
    }
    for (const child of children(node)) visit(child);
  }

  /** `x?: T` in a place that binds: all behind the name goes. */
  function binding(node: Node, nameEnd: number, optional: boolean): void {
    const annotation = 'typeAnnotation' in node ? node.typeAnnotation : null;
    if (!annotation && !optional) return;
    const tail = annotation && endsStatement(node.end!) ? ';' : '';
    edits.blank({ start: nameEnd, end: node.end! }, '', tail);
  }

  function functionTypes(node: FunctionNode): void {
    const { typeParameters, returnType } = node;
    for (const parameter of node.params) {
      if (parameter.type === 'Identifier' && parameter.name === 'this') {
        const next = skipTrivia(text, parameter.end!);
        edits.blank({
          start: parameter.start!,
          end: text[next] === ',' ? next + 1 : parameter.end!,
        });
      }
    }
    if (typeParameters) {
      const range = rangeOf(typeParameters);
      const open = skipTrivia(text, range.end);
      // `return <T,⏎>(x: T) => …`: the parenthesis moves up to where the types began.
      const moves = node.type === 'ArrowFunctionExpression' && hasLineEnd(text, range);
      if (moves && text[open] === '(') {
        edits.blank({ start: range.start, end: open + 1 }, '(');
      } else edits.blank(range);
    }
    if (returnType) {
      const range = rangeOf(returnType);
      if (node.type === 'ArrowFunctionExpression' && hasLineEnd(text, range)) {
        // `(x):⏎ T => …`: no line end may stand before an arrow, so the parenthesis moves down.
        edits.blank({ start: text.lastIndexOf(')', range.start - 1), end: range.end }, '', ')');
      } else edits.blank(range);
    }
    for (const child of children(node)) {
      if (child === typeParameters || child === returnType) continue;
      if (child.type === 'Identifier' && child.name === 'this') continue;
      visit(child);
    }
  }

  function field(
    node: Node & { key: Node; value?: Node | null; typeAnnotation?: Node | null },
  ): void {
    const optional = 'optional' in node && node.optional;
    const definite = 'definite' in node && node.definite;
    if (node.typeAnnotation) {
      const { start, end } = rangeOf(node.typeAnnotation);
      const mark = text.lastIndexOf(optional ? '?' : '!', start);
      const tail = !node.value && endsStatement(end) ? ';' : '';
      edits.blank({ start: optional || definite ? mark : start, end }, '', tail);
    } else if (optional) {
      const mark = text.indexOf('?', behindBracket(text, node.key.end!));
      edits.blank({ start: mark, end: mark + 1 });
    }
    for (const child of children(node)) if (child !== node.typeAnnotation) visit(child);
  }

  /** `public`, `readonly` and the like before a member's name. */
  function modifiers(node: Node & { key?: Node }): void {
    if (!node.key) return;
    const decorators = 'decorators' in node ? (node.decorators ?? []) : [];
    let at = decorators.length > 0 ? decorators.at(-1)!.end! : node.start!;
    const keyStart = node.key.start!;
    for (;;) {
      at = skipTrivia(text, at);
      if (at >= keyStart) return;
      const word = /^[a-z]+/.exec(text.slice(at, keyStart))?.[0];
      if (!word) return;
      // `a = 1⏎ public [b] = 2`: without the word the bracket would belong to the 1.
      const lead = 'computed' in node && node.computed ? ';' : '';
      if (typeWords.has(word)) edits.blank({ start: at, end: at + word.length }, lead);
      at += word.length;
    }
  }

  function enumeration(name: string, range: Range, object: string): void {
    const lines = text.slice(range.start, range.end).replace(/[^\r\n]/g, '');
    const open = text.indexOf('{', range.start);
    const lead = `var ${name}=`.padEnd(open - range.start);
    edits.replace(range, lead + object + lines);
  }

  visit(root);
}

/** The JavaScript of one expression of a file. */
export function strippedText(text: string, node: Node): string {
  const { start, end } = rangeOf(node);
  const edits = new Edits(text);
  stripTypes(node, edits);
  edits.blank({ start: 0, end: start });
  edits.blank({ start: end, end: text.length });
  return edits.toString().trim();
}

const typeWords = new Set([
  'public',
  'private',
  'protected',
  'readonly',
  'override',
  'abstract',
  'declare',
]);

function isStatement(node: Node): boolean {
  return (
    /Declaration$|^TSDeclareFunction$/.test(node.type) && node.type !== 'TSTypeParameterDeclaration'
  );
}

/** The offset after the parentheses that close behind an expression. */
function behindParentheses(text: string, at: number): number {
  let next = at;
  for (let seen = skipTrivia(text, next); text[seen] === ')'; seen = skipTrivia(text, next)) {
    next = seen + 1;
  }
  return next;
}

function behindBracket(text: string, at: number): number {
  const next = skipTrivia(text, at);
  return text[next] === ']' ? next + 1 : at;
}

function hasLineEnd(text: string, { start, end }: Range): boolean {
  return /[\r\n\u2028\u2029]/.test(text.slice(start, end));
}
