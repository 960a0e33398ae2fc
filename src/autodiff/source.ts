import type * as t from '@babel/types';
import { message } from '../messages';
import type { CodeBundle } from '../protocol/objective';
import { TopLevel } from './compiled/topLevel';
import type { ModuleSource } from './module';
import { ObjectiveError } from './objectiveError';
import type { Places } from './places';
import { rewrite, type RewriteOptions, type Rewritten } from './rewrite/rewrite';
import { bare, descendants, parseBody } from './rewrite/syntax';

/** The bundle's code, parsed once; its variants are made of it on demand. */
export class Source {
  private readonly tree: t.File;
  private readonly isStrict: boolean;

  constructor(
    private readonly bundle: CodeBundle,
    private readonly places: Places,
  ) {
    this.tree = parseOrThrow(bundle.code, places);
    const { directives } = this.tree.program;
    this.isStrict =
      bundle.isStrict === true || directives.some((each) => each.value.value === 'use strict');
    const objective = findObjective(this.tree);
    if (objective) places.fallback = places.range(objective.start!, objective.end!);
  }

  /** Whether the code itself speaks of float arrays, whose writes must then be converted. */
  get namesFloatArrays(): boolean {
    return /Float(32|64)Array/.test(this.bundle.code);
  }

  /** What a compiler asks of the top level; null where the code is nested too deeply for it. */
  topLevel(): TopLevel | null {
    try {
      return new TopLevel(this.tree, this.bundle.code);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  plain(): ModuleSource {
    const { code } = this.bundle;
    return { code, isStrict: this.isStrict, declarations: '', rewritten: null };
  }

  rewritten(options: RewriteOptions): { source: ModuleSource; prefix: string } {
    let result: Rewritten;
    try {
      result = rewrite(this.tree, this.bundle.code, options);
    } catch (error) {
      throw error instanceof RangeError ? tooDeep(this.places) : error;
    }
    const { code, text, prefix, declarations } = result;
    return { source: { code, isStrict: this.isStrict, declarations, rewritten: text }, prefix };
  }
}

/** The parser and the rewriting recurse over the tree, and have run out of stack. */
function tooDeep(places: Places): ObjectiveError {
  return new ObjectiveError(message('evaluation.too-deep', [], places.fallback));
}

function parseOrThrow(code: string, places: Places): t.File {
  try {
    return parseBody(code);
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(places);
    const { loc, message: text } = error as {
      loc?: { line: number; column: number };
      message: string;
    };
    const place = loc && places.at(loc.line, loc.column);
    throw new ObjectiveError(message('evaluation.syntax', [text], place));
  }
}

/** The name of the function given to `exports.objective`, or the function itself. */
function findObjective(file: t.File): t.Node | null {
  let given: t.Node | null = null;
  const named = new Map<string, t.Node>();
  for (const node of descendants(file.program)) {
    if (node.type === 'FunctionDeclaration' && node.id) named.set(node.id.name, node.id);
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier') {
      named.set(node.id.name, node.id);
    }
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') continue;
    const { object, property } = node.left;
    if (object.type === 'Identifier' && object.name === 'exports') {
      if (property.type === 'Identifier' && property.name === 'objective') given = bare(node.right);
    }
  }
  return given?.type === 'Identifier' ? (named.get(given.name) ?? given) : given;
}
