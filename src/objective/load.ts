import type * as t from '@babel/types';
import { message } from '../messages';
import type { Message } from '../protocol/message';
import { isCommon, requiresOf, type CommonModule as Common } from './common';
import { linksOf, type Link, type Links } from './links';
import type { Candidate } from './locate';
import { placeOf } from './position';
import { resolveScopes, type Binding, type Scopes } from './scope';
import { sliceFile, type Slice } from './slice';
import { languageOf, parseSource, type Node } from './syntax';
import { tooDeep } from './tooDeep';

/** A file that takes part: how much of it runs grows while names of it are asked for. */
export interface SourceModule {
  kind: 'source';
  file: string;
  text: string;
  program: t.Program;
  scopes: Scopes;
  links: Links;
  slice: Slice;
  /** Asked for by other files. */
  locals: Set<string>;
  /** Passed on by name: the link and where it leads. */
  passed: Map<string, { link: Link; target: Module }>;
  /** Reached imports and where they lead, in the order of the import statements. */
  imported: Map<Binding, { link: Link; target: Module }>;
  /** What is imported for what it does: where the statement stands, and where it leads. */
  effects: Map<number, Module>;
  /** The functions that run, where they stand in this file. */
  objectives: readonly Candidate[];
  /** Top-level code that runs for what it does to other files; `all` of it. */
  acting: Set<Node> | 'all';
}

export interface JsonModule {
  kind: 'json';
  file: string;
  text: string;
  value: unknown;
  names: Set<string>;
}

export type CommonModule = Common<Module>;

export type Module = SourceModule | JsonModule | CommonModule;

/** A person has asked for the run that needs the file, and waits: more than `maxCharacters`. */
const maxImportedCharacters = 1_000_000;
/** Of all files together. */
const maxFiles = 500;
const maxCharactersOfAll = 4_000_000;

/** Makes modules of texts. */
export class Loader {
  private files = 0;
  private characters = 0;

  constructor(private readonly problems: Message[]) {}

  /** Null where the file cannot be read as what it is; the reason is among the problems. */
  load(file: string, given: string): Module | null {
    const text = given.startsWith('\uFEFF') ? given.slice(1) : given;
    this.files++;
    this.characters += text.length;
    const isTooMuch = this.files > maxFiles || this.characters > maxCharactersOfAll;
    const place = { file, line: 1, column: 1 };
    if (text.length > maxImportedCharacters) {
      const args = [text.length, maxImportedCharacters];
      this.problems.push(message('objective.too-large', args, place));
    } else if (isTooMuch) {
      const args = [maxFiles, maxCharactersOfAll];
      this.problems.push(message('objective.import.too-much', args, place));
    } else {
      return file.endsWith('.json') ? this.loadJson(file, text) : this.loadSource(file, text);
    }
    return null;
  }

  private loadJson(file: string, text: string): JsonModule | null {
    try {
      return { kind: 'json', file, text, value: JSON.parse(text) as unknown, names: new Set() };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const place = { file, line: 1, column: 1 };
      this.problems.push(message('objective.import.json', [reason], place));
      return null;
    }
  }

  private loadSource(file: string, text: string): SourceModule | CommonModule | null {
    // Without an ending it is an untitled document; TypeScript has JavaScript in it.
    try {
      const parsed = parseSource(text, languageOf(file) ?? 'typescript');
      if ('program' in parsed) {
        const { program } = parsed;
        const scopes = resolveScopes(program);
        if (!isCommon(program, scopes)) return sourceModule(text, file, program, scopes);
        const requires = requiresOf(program, scopes);
        const [required, names] = [new Map<string, Module>(), new Set<string>()];
        return { kind: 'common', file, text, program, requires, required, names };
      }
      const place = placeOf(text, file, { start: parsed.offset, end: parsed.offset });
      this.problems.push(message('objective.syntax', [parsed.reason], place));
    } catch (error) {
      this.problems.push(tooDeep(error, file));
    }
    return null;
  }
}

export function sourceModule(
  text: string,
  file: string,
  program: t.Program,
  scopes: Scopes,
): SourceModule {
  return {
    kind: 'source',
    file,
    text,
    program,
    scopes,
    links: linksOf(program, scopes),
    slice: sliceFile(program, scopes, [], []),
    locals: new Set(),
    passed: new Map(),
    imported: new Map(),
    effects: new Map(),
    objectives: [],
    acting: new Set(),
  };
}
