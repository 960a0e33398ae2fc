import type * as t from '@babel/types';
import { message, type MessageCode } from '../messages';
import type { Message } from '../protocol/message';
import { Loader, type CommonModule, type Module, type SourceModule } from './load';
import { Packages, type Manner } from './packages';
import { placeOf } from './position';
import { candidates, isBuiltin, isRelative } from './resolve';
import { rangeOf, type Node } from './syntax';

/** Reads the files that imports mean, each once. */
export class Finder {
  readonly modules = new Map<string, Module>();
  readonly problems: Message[] = [];
  private readonly loader = new Loader(this.problems);
  private readonly packages: Packages;

  constructor(private readonly read: (path: string) => Promise<string | null>) {
    this.packages = new Packages(read);
  }

  /** @param quiet it may be missing */
  protected async find(
    module: SourceModule | CommonModule,
    source: t.StringLiteral,
    manner: Manner,
    quiet = false,
  ): Promise<Module | null> {
    const specifier = source.value;
    const say = (code: MessageCode) => {
      if (!quiet) this.say(code, module, source, specifier);
      return null;
    };
    let paths: string[];
    if (isRelative(specifier)) paths = candidates(specifier, module.file);
    else if (isBuiltin(specifier)) return say('objective.import.builtin');
    else {
      const found = await this.packages.find(specifier, module.file, manner);
      if (!('paths' in found)) return say(`objective.import.${found.reason}`);
      ({ paths } = found);
    }
    for (const path of paths) {
      const known = this.modules.get(path);
      if (known) return known;
      const text = await this.read(path);
      if (text !== null) return this.load(path, text);
    }
    return say('objective.import.missing');
  }

  protected load(file: string, text: string): Module | null {
    const module = this.loader.load(file, text);
    if (module) this.modules.set(file, module);
    return module;
  }

  protected say(
    code: MessageCode,
    module: SourceModule | CommonModule,
    node: Node,
    ...args: string[]
  ): void {
    const place = placeOf(module.text, module.file, rangeOf(node));
    this.problems.push(message(code, args, place));
  }
}
