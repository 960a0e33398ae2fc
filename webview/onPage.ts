import type { mount } from './mount';

declare global {
  interface Window {
    /** What the panel's script leaves for the script of an exported page, which brings its host. */
    adamscope?: { mount: typeof mount };
  }
}
