import { mount } from '../mount';
import { PageHost } from './host';
import { readRuns } from './runs';
import { followPreference } from './theme';

// A page has no window to be reloaded with: how it is looked at is not kept.
const fresh = { load: () => null, save: () => undefined };

followPreference();
mount(document.getElementById('root')!, new PageHost(document, readRuns(document)), fresh);
