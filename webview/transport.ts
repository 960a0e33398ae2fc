import type { PanelToHost } from '../src/protocol/panel';

/** How the panel reaches its host; VS Code's in main.tsx, the tests' on their fixture page. */
export interface Transport {
  post(message: PanelToHost): void;
  /** `listener` gets whatever arrives, unchecked. */
  listen(listener: (data: unknown) => void): void;
}

/** Where the panel keeps how it is being looked at, over reloads of the window. */
export interface ViewStateKeeper {
  load(): unknown;
  save(state: unknown): void;
}
