export interface Disposable {
  dispose(): void;
}

/**
 * Calls its listeners one after the other, in the order in which they came. What one of them
 * throws goes to `report`: neither the other listeners nor the caller (the engine's messages) may
 * suffer from a view that fails.
 */
export class Emitter<Arguments extends unknown[]> {
  private listeners: readonly ((...args: Arguments) => void)[] = [];

  constructor(private readonly report: (error: unknown) => void) {}

  on(listener: (...args: Arguments) => void): Disposable {
    // A wrapper of its own per call: the same function registered twice is disposed of one by one.
    const own = (...args: Arguments) => listener(...args);
    this.listeners = [...this.listeners, own];
    return {
      dispose: () => {
        this.listeners = this.listeners.filter((other) => other !== own);
      },
    };
  }

  emit(...args: Arguments): void {
    for (const listener of this.listeners) {
      try {
        listener(...args);
      } catch (error) {
        this.report(error);
      }
    }
  }

  dispose(): void {
    this.listeners = [];
  }
}
