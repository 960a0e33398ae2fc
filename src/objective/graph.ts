import type * as t from '@babel/types';
import { actingAcross } from './acting';
import type { Candidate } from './locate';
import type { Link } from './links';
import { Finder } from './finder';
import { sourceModule, type CommonModule, type Module, type SourceModule } from './load';
import { candidates, isRelative } from './resolve';
import type { Binding, Scopes } from './scope';
import { sliceFile } from './slice';

export type { CommonModule, JsonModule, Module, SourceModule } from './load';

/** Follows imports from what is reached, and nothing else: files that nothing needs stay unread. */
export class ModuleGraph extends Finder {
  private readonly asked = new Set<string>();
  private readonly followed = new Set<CommonModule>();
  /** Resolved already: importing file and specifier to module. */
  private readonly resolved = new Map<string, Module | null>();

  /** Adds the file of the objective and everything that it needs. */
  async addEntry(
    text: string,
    file: string,
    syntax: { program: t.Program; scopes: Scopes },
    objective: Candidate,
  ): Promise<SourceModule> {
    const entry = sourceModule(text, file, syntax.program, syntax.scopes);
    this.modules.set(file, entry);
    entry.objectives = [objective];
    await this.grow(entry, []);
    await this.settle();
    return entry;
  }

  /** Adds what a function of the entry needs that is evaluated beside the objective. */
  async addBeside(entry: SourceModule, objective: Candidate, beside: Candidate): Promise<void> {
    entry.objectives = [objective, beside];
    await this.grow(entry, []);
    await this.settle();
  }

  /** Adds a file for one of its exports; null where it has none of this name, or problems. */
  async addExport(file: string, text: string, name: string): Promise<SourceModule | null> {
    const module = this.load(file, text);
    if (module?.kind !== 'source') return null;
    if (!(await this.need(module, name))) return null;
    await this.settle();
    return module;
  }

  /** What runs of a file, with more bindings reached. */
  private async grow(module: SourceModule, bindings: readonly Binding[]): Promise<void> {
    const { program, scopes, objectives, acting } = module;
    const roots = [...module.slice.reached, ...bindings];
    module.slice = sliceFile(program, scopes, roots, objectives, acting);
    await this.followImports(module);
  }

  /** Top-level code that changes what other files hold runs, too, until no more is found. */
  private async settle(): Promise<void> {
    for (let isGrowing = true; isGrowing;) {
      isGrowing = false;
      for (const module of [...this.modules.values()]) {
        if (module.kind !== 'source' || module.acting === 'all') continue;
        const found = actingAcross(module, (from, link) => this.peek(from, link));
        if (found.length === 0) continue;
        for (const node of found) module.acting.add(node);
        await this.grow(module, []);
        isGrowing = true;
      }
    }
  }

  /** A file that is there already, and takes part; no other is read for it. */
  private peek(from: SourceModule, link: Link): SourceModule | null {
    if (!isRelative(link.source.value)) return null;
    const known = candidates(link.source.value, from.file).map((path) => this.modules.get(path));
    const found = known.find((module) => module !== undefined);
    return found?.kind === 'source' ? found : null;
  }

  private async followImports(module: SourceModule): Promise<void> {
    await this.followEffects(module);
    for (const [binding, link] of module.links.imports) {
      if (!module.slice.reached.has(binding) || module.imported.has(binding)) continue;
      const target = await this.follow(module, link);
      if (target) module.imported.set(binding, { link, target });
    }
  }

  /** `import './setup'`: all of that file runs; style sheets and the like are a bundler's. */
  private async followEffects(module: SourceModule): Promise<void> {
    for (const source of module.links.effects) {
      if (
        module.effects.has(source.start!) ||
        /\.(?:css|scss|sass|less|svg|png)$/.test(source.value)
      )
        continue;
      const target = await this.find(module, source, 'import');
      if (!target) continue;
      module.effects.set(source.start!, target);
      if (target.kind !== 'source') await this.need(target, '*');
      else if (target.acting !== 'all') {
        target.acting = 'all';
        await this.grow(target, []);
      }
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

  /** All files that a CommonJS file requires, and those that these require. */
  private async followRequires(module: CommonModule): Promise<void> {
    if (this.followed.has(module)) return;
    this.followed.add(module);
    for (const { source, isOptional } of module.requires) {
      const found = await this.find(module, source, 'require', isOptional);
      if (!found) continue;
      module.required.set(source.value, found);
      if (found.kind === 'common') await this.followRequires(found);
      else if (found.kind === 'source') await this.need(found, '*');
    }
  }

  /** Makes a name of a file run; false where the file has no such name. */
  private async need(module: Module, name: string): Promise<boolean> {
    if (module.kind === 'json') {
      module.names.add(name);
      return name === 'default' || name === '*' || hasName(module.value, name);
    }
    if (module.kind === 'common') {
      module.names.add(name);
      await this.followRequires(module);
      // What it exports is known only when it has run.
      return true;
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
    await this.grow(module, [binding]);
  }

  private async resolve(module: SourceModule, link: Link): Promise<Module | null> {
    const specifier = link.source.value;
    const key = `${specifier} ${module.file}`;
    const known = this.resolved.get(key);
    if (known !== undefined) return known;
    const found = await this.find(module, link.source, 'import');
    this.resolved.set(key, found);
    return found;
  }
}

function hasName(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}
