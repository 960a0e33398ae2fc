import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { languageOf } from './syntax';

const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];
/** The file that TypeScript writes, and those that it may have been written from. */
const sources: Record<string, string[]> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

export function isRelative(specifier: string): boolean {
  return /^\.\.?(?:\/|$)/.test(specifier);
}

/** Whether Node has a module of its own of this name, which comes before any package. */
export function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0]!);
}

/**
 * The paths that a relative import may mean, likeliest first: the file as written; with another
 * ending; `index` of a folder. From TypeScript `./a.js` means `./a.ts` first, as for its compiler.
 */
export function candidates(specifier: string, importer: string): string[] {
  const base = posix.join(posix.dirname(importer), specifier);
  const ending = posix.extname(base);
  const found: string[] = [];
  const known = endings.includes(ending) && !specifier.endsWith('/');
  if (known) {
    const from = (sources[ending] ?? []).map((other) => base.slice(0, -ending.length) + other);
    const typed = languageOf(importer)?.startsWith('typescript') ?? true;
    found.push(...(typed ? [...from, base] : [base, ...from]));
  }
  if (!/(?:^|\/)\.{0,2}$/.test(specifier)) found.push(...endings.map((other) => base + other));
  found.push(...endings.map((other) => posix.join(base, `index${other}`)));
  return found;
}
