import type * as t from '@babel/types';
import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { Candidate } from './locate';
import { linksOf, type Link, type Links } from './links';
import { placeOf } from './position';
import { candidates, refusal } from './resolve';
import { resolveScopes, type Binding, type Scopes } from './scope';
import { sliceFile, type Slice } from './slice';
import { languageOf, parseSource, rangeOf, type Node } from './syntax';
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
}

export interface JsonModule {
  kind: 'json';
  file: string;
  text: string;
  value: unknown;
  names: Set<string>;
}

export type Module = SourceModule | JsonModule;

/** A person has asked for the run that needs the file, and waits: more than `maxCharacters`. */
const maxImportedCharacters = 1_000_000;

/** Follows imports from what is reached, and nothing else: files that nothing needs stay unread. */
export class ModuleGraph {
  readonly modules = new Map<string, Module>();
  readonly problems: Message[] = [];
  private readonly asked = new Set<string>();
  /** Resolved already: importing file and specifier to module. */
  private readonly resolved = new Map<string, Module | null>();

  constructor(private readonly read: (path: string) => Promise<string | null>) {}

  /** Adds the file of the objective and everything that it needs. */
  async addEntry(
    text: string,
    file: string,
    syntax: { program: t.Program; scopes: Scopes },
    objective: Candidate,
  ): Promise<SourceModule> {
    const entry = sourceModule(text, file, syntax.program, syntax.scopes);
    this.modules.set(file, entry);
    entry.slice = sliceFile(syntax.program, syntax.scopes, [], [objective]);
    await this.followImports(entry);
    return entry;
  }

  /** Adds what a function of the entry needs that is evaluated beside the objective. */
  async addBeside(entry: SourceModule, objective: Candidate, beside: Candidate): Promise<void> {
    const { program, scopes, slice } = entry;
    entry.slice = sliceFile(program, scopes, slice.reached, [objective, beside]);
    await this.followImports(entry);
  }

  /** Adds a file for one of its exports; null where it has none of this name, or problems. */
  async addExport(file: string, text: string, name: string): Promise<SourceModule | null> {
    const module = this.load(file, text);
    if (module?.kind !== 'source') return null;
    return (await this.need(module, name)) ? module : null;
  }

  private async followImports(module: SourceModule): Promise<void> {
    for (const [binding, link] of module.links.imports) {
      if (!module.slice.reached.has(binding) || module.imported.has(binding)) continue;
      const target = await this.follow(module, link);
      if (target) module.imported.set(binding, { link, target });
    }
  }

  /** The file that a link leads to, with the link's name asked of it. */
  private async follow(module: SourceModule, link: Link): Promise<Module | null> {
    const target = await this.resolve(module, link);
    if (target && !(await this.need(target, link.name))) {
      this.say('objective.import.name', module, link.node, link.source.value, link.name);
    }
    return target;
  }

  /** Makes a name of a file run; false where the file has no such name. */
  private async need(module: Module, name: string): Promise<boolean> {
    if (module.kind === 'json') {
      module.names.add(name);
      return name === 'default' || name === '*' || hasName(module.value, name);
    }
    const key = `${name} ${module.file}`;
    if (this.asked.has(key)) return true;
    this.asked.add(key);
    const { links } = module;
    if (name === '*') {
      for (const each of [...links.locals.keys(), ...links.reexports.keys()]) {
        await this.need(module, each);
      }
      for (const link of links.stars) await this.passOn(module, name, link);
      return true;
    }
    const local = links.locals.get(name);
    if (local) {
      module.locals.add(name);
      await this.reach(module, local);
      return true;
    }
    const reexport = links.reexports.get(name);
    if (reexport) {
      const target = await this.follow(module, reexport);
      if (target) module.passed.set(name, { link: reexport, target });
      return true;
    }
    for (const link of name === 'default' ? [] : links.stars) {
      if (await this.passOn(module, name, link)) return true;
    }
    this.asked.delete(key);
    return false;
  }

  /** Through `export * from`: the name itself, or with `*` all that the other file has. */
  private async passOn(module: SourceModule, name: string, link: Link): Promise<boolean> {
    const target = await this.resolve(module, link);
    if (!target || !(await this.need(target, name))) return false;
    const key = name === '*' ? `* ${link.source.start}` : name;
    module.passed.set(key, { link: { ...link, name }, target });
    return true;
  }

  private async reach(module: SourceModule, binding: Binding): Promise<void> {
    if (module.slice.reached.has(binding)) return;
    const roots = [...module.slice.reached, binding];
    module.slice = sliceFile(module.program, module.scopes, roots, []);
    await this.followImports(module);
  }

  private async resolve(module: SourceModule, link: Link): Promise<Module | null> {
    const specifier = link.source.value;
    const key = `${specifier} ${module.file}`;
    const known = this.resolved.get(key);
    if (known !== undefined) return known;
    const found = await this.find(module, link.source, specifier);
    this.resolved.set(key, found);
    return found;
  }

  private async find(
    module: SourceModule,
    source: t.StringLiteral,
    specifier: string,
  ): Promise<Module | null> {
    const refused = refusal(specifier);
    if (refused) {
      this.say(refused, module, source, specifier);
      return null;
    }
    for (const path of candidates(specifier, module.file)) {
      const known = this.modules.get(path);
      if (known) return known;
      const text = await this.read(path);
      if (text !== null) return this.load(path, text);
    }
    this.say('objective.import.missing', module, source, specifier);
    return null;
  }

  private load(file: string, given: string): Module | null {
    const text = given.startsWith('\uFEFF') ? given.slice(1) : given;
    const module = file.endsWith('.json') ? this.loadJson(file, text) : this.loadSource(file, text);
    if (module) this.modules.set(file, module);
    return module;
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

  private loadSource(file: string, text: string): SourceModule | null {
    if (text.length > maxImportedCharacters) {
      const args = [text.length, maxImportedCharacters];
      const place = { file, line: 1, column: 1 };
      this.problems.push(message('objective.too-large', args, place));
      return null;
    }
    // Without an ending it is an untitled document; TypeScript has JavaScript in it.
    try {
      const parsed = parseSource(text, languageOf(file) ?? 'typescript');
      if ('program' in parsed) {
        return sourceModule(text, file, parsed.program, resolveScopes(parsed.program));
      }
      const place = placeOf(text, file, { start: parsed.offset, end: parsed.offset });
      this.problems.push(message('objective.syntax', [parsed.reason], place));
    } catch (error) {
      this.problems.push(tooDeep(error, file));
    }
    return null;
  }

  private say(
    code: Parameters<typeof message>[0],
    module: SourceModule,
    node: Node,
    ...args: string[]
  ): void {
    const place = placeOf(module.text, module.file, rangeOf(node));
    this.problems.push(message(code, args, place));
  }
}

function sourceModule(
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
  };
}

function hasName(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}
