import { derivationsOf } from '../../src/optimizers/derivations';
import { reading } from '../../src/optimizers/formula/tools';
import { readInline } from '../../src/protocol/inlineJson';
import {
  numbersClass,
  pageRunsId,
  type PageNumbers,
  type PageRun,
} from '../../src/session/page/data';
import { unpackRows } from '../../src/trace/packed/unpack';
import { Trace } from '../../src/trace/trace';

/** The traces of the page's runs, by run, out of the elements that hold their numbers. */
export async function readRuns(page: Document): Promise<Map<number, Trace>> {
  const text = page.getElementById(pageRunsId)?.textContent ?? '[]';
  const runs = readInline(text) as PageRun[];
  const traces = runs.map(({ header, bounds }) => {
    return new Trace(header, derivationsOf(header, header.leaves, bounds, reading));
  });
  let full: Float64Array | undefined;
  for (const element of page.querySelectorAll<HTMLElement>(`.${numbersClass}`)) {
    const { run, kind, first, width, series } = element.dataset;
    const rows = await unpackRows(element.textContent ?? '', Number(width));
    const trace = traces[Number(run)]!;
    switch (kind as PageNumbers) {
      case 'full':
        full = rows;
        break;
      case 'rows':
        trace.append(Number(first), rows, full);
        full = undefined;
        break;
      case 'series':
        trace.add(runs[Number(run)]!.added[Number(series)]!, rows);
    }
    // Read once: as text it is larger than what was read of it.
    element.remove();
  }
  return new Map(traces.map((trace) => [trace.header.run, trace]));
}
