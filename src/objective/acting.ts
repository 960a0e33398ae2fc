import type { Link } from './links';
import type { SourceModule } from './load';
import type { Binding } from './scope';
import type { Node } from './syntax';
import { effectsOf, pathTest } from './units';

/** The file that an import leads to, where it takes part. */
type Peek = (from: SourceModule, link: Link) => SourceModule | null;

/**
 * Top-level code of a file that does not run so far but changes what runs in another one: it calls
 * `add(1)` of `./data`, where the objective reads what `add` pushes to.
 */
export function actingAcross(module: SourceModule, peek: Peek): Node[] {
  const { units, kept } = module.slice;
  return units
    .filter((unit) => unit.acts && !kept.has(unit))
    .filter(({ node }) => new Search(module, peek).changes(module, node))
    .map(({ node }) => node);
}

class Search {
  private readonly seen = new Set<Node>();

  constructor(
    /** Whose code it is: what it changes of its own, its slice has seen. */
    private readonly origin: SourceModule,
    private readonly peek: Peek,
  ) {}

  /** Whether running some code changes a binding of another file that is reached there. */
  changes(module: SourceModule, node: Node): boolean {
    if (this.seen.has(node)) return false;
    this.seen.add(node);
    if (module !== this.origin && touchesReached(module, node)) return true;
    const { scopes, objectives } = module;
    const tests = objectives.map(({ root, keys }) => pathTest(scopes, root, keys));
    const effects = effectsOf(node, scopes, (inner) => tests.some((test) => test(inner)));
    for (const binding of effects.touches) {
      const there = elsewhere(module, binding, this.peek);
      if (there?.module.slice.reached.has(there.binding)) return true;
    }
    for (const binding of effects.calls) {
      const there = elsewhere(module, binding, this.peek) ?? { module, binding };
      for (const unit of there.module.slice.units) {
        if (unit.acts || !unit.declares.has(there.binding)) continue;
        if (this.changes(there.module, unit.node)) return true;
      }
    }
    return false;
  }
}

function touchesReached({ scopes, slice }: SourceModule, node: Node): boolean {
  const { touches } = effectsOf(node, scopes, () => false);
  return [...touches].some((binding) => slice.reached.has(binding));
}

/** What an imported name is in its own file. */
function elsewhere(
  module: SourceModule,
  binding: Binding,
  peek: Peek,
): { module: SourceModule; binding: Binding } | null {
  const link = module.links.imports.get(binding);
  const target = link && peek(module, link);
  if (!target) return null;
  const local = target.links.locals.get(link.name);
  if (local) return elsewhere(target, local, peek) ?? { module: target, binding: local };
  const reexport = target.links.reexports.get(link.name);
  const further = reexport && peek(target, reexport);
  const there = further?.links.locals.get(reexport!.name);
  return further && there ? { module: further, binding: there } : null;
}
