import type { Lowering } from './lowering';
import { differ, readStorage, storageFor, write } from './storage';
import type { Storage, Value } from './values';

/** Where values from several branches meet. */
export class Meeting {
  private storage: Storage | null = null;
  private only: Value | null = null;
  private readonly home;
  count = 0;

  constructor(
    private readonly l: Lowering,
    private readonly key: string,
  ) {
    this.home = l.block;
  }

  give(value: Value): void {
    const { l } = this;
    this.count++;
    const isOnly = this.count === 1 && l.block === this.home;
    if (isOnly) {
      // Nothing can come after it but what never runs.
      this.only = value;
      return;
    }
    if (!this.storage && this.only === null) {
      this.storage = l.inside(this.home, () => storageFor(l, value, this.key));
      if (!this.storage) {
        if (value.kind !== 'constant' && value.kind !== 'builtin') differ(l);
        this.only = value;
        return;
      }
    }
    if (this.only) {
      if (isSame(this.only, value)) return;
      differ(l);
    }
    write(l, this.storage!, value);
  }

  take(): Value | null {
    return this.only ?? (this.storage ? readStorage(this.l, this.storage) : null);
  }
}

/** Whether two values that cannot be stored are one. */
function isSame(a: Value, b: Value): boolean {
  if (a.kind === 'constant' && b.kind === 'constant') return a.value === b.value;
  if (a.kind === 'builtin' && b.kind === 'builtin') return a.name === b.name;
  if (a.kind === 'function' && b.kind === 'function')
    return a.node === b.node && a.scope === b.scope;
  return a === b;
}
