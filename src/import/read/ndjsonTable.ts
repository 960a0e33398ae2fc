import { flatten } from './flatten';
import { linesOf } from './lines';
import { parseLoosely } from './numbers';
import type { Source } from './source';
import { KnownNames, type Report, type Table, type TakeRow } from './table';

/** A JSON object per line; what stands within objects has their names in front: `m.w1`. */
export function ndjsonTable(source: Source): Table {
  return { read: (take, report) => read(source, take, report) };
}

async function read(source: Source, take: TakeRow, report: Report): Promise<void> {
  const known = new KnownNames();
  for await (const { text, line: first } of linesOf(source, '\n', false)) {
    let line = first;
    for (let from = 0; from < text.length; line++) {
      const next = text.indexOf('\n', from);
      const to = next < 0 ? text.length : next;
      const json = text.slice(from, to).trim();
      from = to + 1;
      if (json === '') continue;
      const value = parseLoosely(json);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        report('import.not-object', [json], line);
        continue;
      }
      const [names, cells] = flatten(value, (name) => report('import.too-deep', [name], line));
      if (!take(known.of(names), cells, line)) return;
    }
  }
}
