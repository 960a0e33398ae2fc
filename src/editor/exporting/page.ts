import * as vscode from 'vscode';
import type { Message, Place } from '../../protocol/message';
import type { DrawnLandscape } from '../../protocol/run';
import { readPageAssets } from '../../session/page/assets';
import { pageContent } from '../../session/page/content';
import { writePage } from '../../session/page/page';
import type { Run } from '../../session/session';
import { placeInWords } from '../places';
import type { Runs } from '../runs';
import type { Tunings } from '../tunings';
import { speech } from '../words';

/** The panel of a run as a page, in pieces; or why there can be none. */
export async function pageOf(
  run: Run,
  { runs, tunings, extensionUri }: { runs: Runs; tunings: Tunings; extensionUri: vscode.Uri },
): Promise<AsyncIterable<string> | { problem: Message }> {
  const origin = runs.origin(run.id);
  const shown = {
    run,
    placeInWords: (place: Place) => (origin ? placeInWords(origin.uri, place) : null),
    gone: origin?.gone ?? false,
    behind: runs.overlaysOf(run.id),
    tuning: tunings.of(run.id),
  };
  const drawn = await drawnOf(run, runs);
  const content = pageContent(shown, drawn, vscode.env.language, speech);
  if ('problem' in content) return content;
  const dist = vscode.Uri.joinPath(extensionUri, 'dist').fsPath;
  return writePage(content, await readPageAssets(dist));
}

/** The landscape that the panel shows, where there is one. */
async function drawnOf(run: Run, runs: Runs): Promise<DrawnLandscape[]> {
  if (run.trace?.header.start.length !== 2) return [];
  const landscape = await runs.landscape(run.id, [0, 1]);
  return landscape ? [{ coordinates: [0, 1], landscape }] : [];
}
