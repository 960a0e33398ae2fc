import path from 'node:path';
import { inEnglish } from '../messages';
import type { DrawnLandscape, RunError } from '../protocol/run';
import { pageContent } from '../session/page/content';
import { readPageAssets } from '../session/page/assets';
import { writePage } from '../session/page/page';
import type { Speech } from '../session/panel/speech';
import type { Run } from '../session/run';
import { exportCsv, exportJson, exportNdjson, type Exporting } from '../trace/export';
import { wrongUsage } from './outcome';

/** What all numbers of a trace can be written as. */
export const fullFormats = ['json', 'csv', 'ndjson', 'html'] as const;
export type FullFormat = (typeof fullFormats)[number];

/** Those, and the last step for people. */
export const traceFormats = [...fullFormats, 'table'] as const;
export type TraceFormat = (typeof traceFormats)[number];

/** A run that has a trace, and what is told of it beside. */
export interface Written {
  run: Omit<Run, 'id'>;
  /** With its place in the user's file. */
  error: RunError | null;
  /** What made it: a name and a version. */
  source: string;
  landscapes: readonly DrawnLandscape[];
}

const speech: Speech = { say: inEnglish, count: (value) => value.toLocaleString('en') };

/** The run in pieces, in full. Throws a Refusal where the format has no room for it. */
export function written(
  about: Written,
  format: FullFormat,
  exporting: Exporting = {},
): AsyncIterable<string> {
  const { error, source } = about;
  const { state, finalLoss } = about.run;
  const trace = about.run.trace!;
  switch (format) {
    case 'json':
      return exportJson({ trace, state, finalLoss, error, source }, exporting);
    case 'csv':
      return exportCsv(trace, exporting);
    case 'ndjson':
      return exportNdjson(trace, exporting);
    case 'html':
      return page(about);
  }
}

async function* page({ run, error, landscapes }: Written): AsyncGenerator<string> {
  const trace = run.trace!;
  const shown = {
    run: { ...run, error, id: trace.header.run, cursor: trace.length },
    placeInWords: ({ file, line, column }: { file: string; line: number; column: number }) =>
      `${path.relative('.', file)}:${line}:${column}`,
    ...{ gone: false, behind: [], tuning: null },
  };
  const content = pageContent(shown, landscapes, 'en', speech);
  if ('problem' in content) throw wrongUsage(content.problem);
  // They stand beside the command line's own bundle.
  yield* writePage(content, await readPageAssets(__dirname));
}
