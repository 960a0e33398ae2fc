import { createHash } from 'node:crypto';
import { headStartId, writeHeadStart } from '../../protocol/headStart';
import { writeInline } from '../../protocol/inlineJson';
import type { HostToPanel } from '../../protocol/panel';
import type { SeriesDeclaration } from '../../protocol/series';
import { packSeries, packTrace } from '../../trace/packed/pack';
import type { Trace } from '../../trace/trace';
import { escaped, inside, policy } from '../panel/document';
import type { PageAssets } from './assets';
import { numbersClass, pageRunsId, type PageNumbers, type PageRun } from './data';

export interface PageContent {
  title: string;
  language: string;
  /** All that the panel hears before it asks; see `pageMessages`. */
  messages: readonly HostToPanel[];
  /** The shown run first. */
  runs: readonly { trace: Trace; bounds: [number, number] | null }[];
}

/**
 * One HTML file, in pieces, that shows the panel without VS Code, without a network and without a
 * server: its scripts and style, what the panel hears first, and every number of the runs, packed.
 * Names from the user's source become JSON in which no tag can stand, and from there text nodes.
 */
export async function* writePage(
  { title, language, messages, runs }: PageContent,
  { scripts, style }: PageAssets,
): AsyncGenerator<string> {
  const rules = policy(
    scripts.map((script) => `'${hashOf(script)}'`).join(' '),
    `'${hashOf(style)}'`,
  );
  yield `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(rules)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${inside('style', style)}</style>
</head>
<body>
<div id="root"></div>
<script type="application/json" id="${headStartId}">${writeHeadStart(messages)}</script>
<script type="application/json" id="${pageRunsId}">${writeInline(runs.map(pageRun))}</script>
`;
  for (const [nth, { trace }] of runs.entries()) yield* numbersOf(trace, nth);
  for (const script of scripts) yield `<script>${inside('script', script)}</script>\n`;
  yield '</body>\n</html>\n';
}

function pageRun({ trace, bounds }: PageContent['runs'][number]): PageRun {
  return { header: trace.header, bounds, added: addedTo(trace) };
}

/** Series of a trace that neither its rows hold nor its optimizer derives. */
function addedTo({ header, series }: Trace): SeriesDeclaration[] {
  const own = new Set([...header.series.map(({ name }) => name), 'update']);
  return series.filter(({ name }) => !own.has(name));
}

async function* numbersOf(trace: Trace, run: number): AsyncGenerator<string> {
  for await (const { first, width, rows, full } of packTrace(trace)) {
    if (full) yield numbers({ run, kind: 'full', first, width: full.width }, full.rows);
    yield numbers({ run, kind: 'rows', first, width }, rows);
  }
  for (const [series, declaration] of addedTo(trace).entries()) {
    const packed = await packSeries(trace, declaration);
    yield numbers({ run, kind: 'series', first: 1, width: 1, series }, packed);
  }
}

function numbers(
  data: { run: number; kind: PageNumbers; first: number; width: number; series?: number },
  packed: string,
): string {
  const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${value}"`);
  return `<script type="text/plain" class="${numbersClass}"${attributes.join('')}>${packed}</script>\n`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
