import { headStartId, readHeadStart } from '../../src/protocol/headStart';
import { parseHostMessage, type HostToPanel, type PanelToHost } from '../../src/protocol/panel';
import { answerPieces } from '../../src/session/panel/pieces';
import { markdownTable, tableWords } from '../../src/session/panel/markdown';
import { tabbedTable } from '../../src/session/table/tsv';
import type { Speech } from '../../src/session/panel/speech';
import type { Trace } from '../../src/trace/trace';
import type { Transport } from '../transport';

/**
 * VS Code's part in an exported page: answers the panel out of the traces that the page holds. What
 * the panel asks before they are read is answered then.
 */
export class PageHost implements Transport {
  readonly #traces: Promise<Map<number, Trace>>;
  readonly #first: HostToPanel[] = [];
  readonly #drawn: Extract<HostToPanel, { type: 'landscape' }>[] = [];
  readonly #differences: Extract<HostToPanel, { type: 'difference' }>[] = [];
  #listener: (data: unknown) => void = () => undefined;

  constructor(page: Document, traces: Promise<Map<number, Trace>>) {
    this.#traces = traces;
    for (const data of readHeadStart(page.getElementById(headStartId)?.textContent ?? '[]')) {
      const message = parseHostMessage(data);
      if (message?.type === 'landscape') this.#drawn.push(message);
      else if (message?.type === 'difference') this.#differences.push(message);
      else if (message) this.#first.push(message);
    }
  }

  listen(listener: (data: unknown) => void): void {
    this.#listener = listener;
    this.#first.forEach(listener);
  }

  post(message: PanelToHost): void {
    void this.#answer(message).then((answer) => {
      if (answer) this.#listener(answer);
    });
  }

  async #answer(message: PanelToHost): Promise<HostToPanel | null> {
    switch (message.type) {
      case 'cursor':
        return message;
      case 'askLandscape':
        return this.#landscape(message);
      case 'askDifference': {
        const { run, other } = message;
        return this.#differences.find((each) => each.run === run && each.other === other) ?? null;
      }
      case 'ask':
      case 'askValues':
      case 'askPeek':
      case 'askPath':
      case 'askStepInPlane':
      case 'askUnrolled':
      case 'askExpectation':
      case 'askLeafMap':
      case 'askHistograms':
      case 'askStandingOut':
      case 'askTable':
      case 'askExtremum':
      case 'askLosses': {
        const trace = (await this.#traces).get(message.run);
        return trace ? bySteps(answerPieces(trace, message)) : null;
      }
      case 'savePicture':
        download(`${message.name}.png`, message.png);
        return null;
      case 'copyTable': {
        const { run, step, coordinates } = message;
        const trace = (await this.#traces).get(run);
        if (!trace) return null;
        const heads = tableWords(this.#speech());
        await navigator.clipboard.writeText(markdownTable(trace, step, coordinates, heads));
        return { type: 'copied', run, step };
      }
      case 'copyRows': {
        const { run, step, coordinates } = message;
        const trace = (await this.#traces).get(run);
        if (!trace) return null;
        const heads = tableWords(this.#speech());
        const { text, rows } = tabbedTable(trace, message, coordinates, heads);
        await navigator.clipboard.writeText(text);
        return { type: 'copied', run, step, rows };
      }
      default:
        return null;
    }
  }

  /** The words that the page brought with it. */
  #speech(): Speech {
    const said = this.#first.find((message) => message.type === 'strings');
    const { locale = 'en', strings = {} } = said ?? {};
    return {
      say: ({ code }) => strings[code] ?? code,
      count: (value) => value.toLocaleString(locale),
    };
  }

  /** One that the page brought with it, whatever part was asked for. */
  #landscape({ run, plane, request }: Extract<PanelToHost, { type: 'askLandscape' }>): HostToPanel {
    const found = this.#drawn.find(
      (each) => each.run === run && String(each.plane) === String(plane),
    );
    const landscape = found?.landscape ?? null;
    return { type: 'landscape', run, request, plane, landscape, coarse: false };
  }
}

/** A piece of work at a time: the page stays at its reader's hand. */
async function bySteps<Answer>(pieces: Generator<undefined, Answer>): Promise<Answer> {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** As if the reader had followed a link to a file: nothing leaves the page. */
function download(name: string, bytes: Uint8Array): void {
  const link = document.createElement('a');
  link.download = name;
  link.href = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
  link.click();
  URL.revokeObjectURL(link.href);
}
