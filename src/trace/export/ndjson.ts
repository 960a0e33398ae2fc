import { inertJson, jsonNumber } from '../exactNumber';
import type { Trace } from '../trace';
import { inPieces } from './pieces';
import { firstStep, isMissing, stepsOf, stretches, widthOf, type Exporting } from './rows';

/**
 * Newline-delimited JSON in pieces: an object per step, that of the start first, `{"step":1,
 * "loss":24.2,"theta":[…], …}`. A series of the run is a number, one of leaves or coordinates an
 * array of them, flat over the leaves; where there is none at a step it is absent. Numbers are as
 * `exportJson` writes them.
 */
export function exportNdjson(trace: Trace, exporting: Exporting = {}): AsyncGenerator<string> {
  return inPieces(ndjsonTexts(trace, exporting));
}

async function* ndjsonTexts(trace: Trace, exporting: Exporting): AsyncGenerator<Iterable<string>> {
  for await (const [from, to] of stretches(trace, trace.origin, exporting)) {
    yield objects(trace, from, to);
  }
}

function* objects(trace: Trace, from: number, to: number): Generator<string> {
  const fields = trace.series.map((series) => ({
    ...{ series, first: firstStep(series, trace), width: widthOf(series, trace) },
    key: `,${inertJson(series.name)}:`,
  }));
  for (const step of stepsOf(trace, from, to)) {
    yield `{"step":${step}`;
    for (const { series, first, width, key } of fields) {
      if (step < first) continue;
      // Where one number of a step is missing all are.
      if (isMissing(series, trace.value(series.name, 0, step), step, trace)) continue;
      yield series.per === 'run' ? key : `${key}[`;
      for (let index = 0; index < width; index++) {
        yield (index === 0 ? '' : ',') + jsonNumber(trace.value(series.name, index, step));
      }
      if (series.per !== 'run') yield ']';
    }
    yield '}\n';
  }
}
