import type { Block } from './variables';
import type { Storage, Value } from './values';

/** What a name stands for. */
export interface Binding {
  /** Null: it is written again, and `storage` holds it (null before its first write). */
  value: Value | null;
  storage: Storage | null;
  isMutable: boolean;
  /** Whether it has been given a value wherever the code comes to here. */
  isAssigned: boolean;
  key: string;
  block: Block;
}

export class Scope {
  private readonly bindings = new Map<string, Binding>();

  constructor(readonly parent: Scope | null) {}

  find(name: string): Binding | null {
    return this.bindings.get(name) ?? this.parent?.find(name) ?? null;
  }

  own(name: string): Binding | undefined {
    return this.bindings.get(name);
  }

  declare(name: string, key: string, isMutable: boolean, block: Block): Binding {
    const started = { value: null, storage: null, isAssigned: false };
    const binding: Binding = { ...started, isMutable, key, block };
    this.bindings.set(name, binding);
    return binding;
  }
}
