import { catalogue, type MessageCode } from '../../messages';
import type { HostToPanel } from '../../protocol/panel';
import { words, type Speech } from './speech';

/** The panel's own words, which it hears first of all. */
export function panelStrings(language: string, speech: Speech): HostToPanel {
  const codes = Object.keys(catalogue).filter((code) => code.startsWith('panel.'));
  const strings = Object.fromEntries(
    codes.map((code) => [code, words(speech, code as MessageCode)] as const),
  );
  return { type: 'strings', locale: language, strings };
}
