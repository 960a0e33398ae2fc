import { posix } from 'node:path';
import { candidates } from './resolve';

type Read = (path: string) => Promise<string | null>;

/** How a package is asked for: by `import`, or by the `require` of a CommonJS file. */
export type Manner = 'import' | 'require';

/** Where a name leads: files to try in turn, or why it leads nowhere. */
export type Found = { paths: string[] } | { reason: 'absent' } | { reason: 'unexported' };

interface Manifest {
  folder: string;
  exports?: unknown;
  imports?: unknown;
  module?: unknown;
  main?: unknown;
}

/** Folders above a file that are looked into; a path without a root has no top. */
const highest = 32;

/**
 * Finds packages as Node does: in `node_modules` beside the importing file or in a folder above, by
 * `exports` with its conditions and patterns (nodejs.org/api/packages.html), else by `module` and
 * `main`. Reads nothing but `package.json`.
 */
export class Packages {
  private readonly manifests = new Map<string, Promise<Manifest | null>>();

  constructor(private readonly read: Read) {}

  async find(specifier: string, importer: string, manner: Manner): Promise<Found> {
    if (specifier.startsWith('#')) return this.findOwn(specifier, importer, manner);
    const [, name, rest] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(specifier) ?? ['', specifier, ''];
    for (const folder of foldersAbove(importer)) {
      const manifest = await this.manifest(posix.join(folder, 'node_modules', name));
      if (manifest) return inPackage(manifest, `.${rest}`, manner);
    }
    return { reason: 'absent' };
  }

  /** `#name`: what the `imports` of the importing file's own package say. */
  private async findOwn(specifier: string, importer: string, manner: Manner): Promise<Found> {
    for (const folder of foldersAbove(importer)) {
      const manifest = await this.manifest(folder);
      if (!manifest) continue;
      const target = targetOf(manifest.imports, specifier, manner);
      return target ? inFolder(manifest, [target]) : { reason: 'unexported' };
    }
    return { reason: 'absent' };
  }

  private manifest(folder: string): Promise<Manifest | null> {
    const known = this.manifests.get(folder);
    if (known) return known;
    const fresh = this.readManifest(folder);
    this.manifests.set(folder, fresh);
    return fresh;
  }

  private async readManifest(folder: string): Promise<Manifest | null> {
    const text = await this.read(posix.join(folder, 'package.json'));
    if (text === null) return null;
    try {
      const json: unknown = JSON.parse(text);
      return isObject(json) ? { ...json, folder } : null;
    } catch {
      return null;
    }
  }
}

function* foldersAbove(file: string): Iterable<string> {
  let folder = posix.dirname(file);
  for (let i = 0; i < highest; i++) {
    if (posix.basename(folder) !== 'node_modules') yield folder;
    const above = posix.isAbsolute(folder) ? posix.dirname(folder) : posix.join(folder, '..');
    if (above === folder) return;
    folder = above;
  }
}

function inPackage(manifest: Manifest, subpath: string, manner: Manner): Found {
  if (manifest.exports !== undefined && manifest.exports !== null) {
    const target = targetOf(asMap(manifest.exports), subpath, manner);
    return target ? inFolder(manifest, [target]) : { reason: 'unexported' };
  }
  if (subpath !== '.') return inFolder(manifest, [subpath, ...guesses(subpath)]);
  const entries = [manner === 'import' ? manifest.module : null, manifest.main, './index'];
  return inFolder(
    manifest,
    entries.flatMap((entry) => (typeof entry === 'string' ? [entry, ...guesses(entry)] : [])),
  );
}

/** With another ending, or `index` of a folder. */
function guesses(entry: string): string[] {
  return candidates(`./${posix.normalize(entry)}`, 'package.js');
}

/** Nothing outside the package's own folder. */
function inFolder({ folder }: Manifest, entries: string[]): Found {
  const inside = entries.filter((entry) => !/^\.\.(?:\/|$)/.test(posix.normalize(entry)));
  return { paths: inside.map((entry) => posix.join(folder, entry)) };
}

/** `"exports": "./a.js"` and conditions alone speak of the package itself. */
function asMap(exports: unknown): unknown {
  const isMap = isObject(exports) && Object.keys(exports).every((key) => key.startsWith('.'));
  return isMap ? exports : { '.': exports };
}

/** What a map of `exports` or `imports` says of a name; the longest pattern that fits. */
function targetOf(map: unknown, name: string, manner: Manner): string | null {
  if (!isObject(map)) return null;
  if (Object.hasOwn(map, name)) return chosen(map[name], '', manner);
  const fitting = Object.keys(map)
    .map((key) => ({ key, parts: key.split('*') }))
    .filter(({ parts: [before, after, ...more] }) => {
      if (before === undefined || after === undefined || more.length > 0) return false;
      const isLonger = name.length > before.length + after.length;
      return isLonger && name.startsWith(before) && name.endsWith(after);
    })
    .sort((a, b) => b.parts[0]!.length - a.parts[0]!.length);
  const best = fitting[0];
  if (!best) return null;
  const [before, after] = best.parts as [string, string];
  return chosen(map[best.key], name.slice(before.length, name.length - after.length), manner);
}

/** The first condition that holds. No `node`: what it stands for is not there. */
function chosen(target: unknown, star: string, manner: Manner): string | null {
  if (typeof target === 'string')
    return target.startsWith('./') ? target.replaceAll('*', star) : null;
  const options = Array.isArray(target)
    ? (target as unknown[])
    : isObject(target)
      ? Object.entries(target)
          .filter(([key]) => [manner, 'module', 'default'].includes(key))
          .map(([, value]) => value)
      : [];
  for (const option of options) {
    const found = chosen(option, star, manner);
    if (found !== null) return found;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
