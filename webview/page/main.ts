import type {} from '../onPage';
import { PageHost } from './host';
import { readRuns } from './runs';
import { followPreference } from './theme';

// A page has no window to be reloaded with: how it is looked at is not kept.
const fresh = { load: () => null, save: () => undefined };

followPreference();
// The panel's own script stands before this one in the page.
window.adamscope!.mount(
  document.getElementById('root')!,
  new PageHost(document, readRuns(document)),
  fresh,
);
