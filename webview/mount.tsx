import { render } from 'preact';
import { Panel } from './state/panel';
import type { Transport, ViewStateKeeper } from './transport';
import { App } from './views/App';

/** Puts the panel into `root`, talking over `transport` and remembering in `viewState`. */
export function mount(root: Element, transport: Transport, viewState: ViewStateKeeper): void {
  render(<App panel={new Panel(transport, viewState)} />, root);
}
