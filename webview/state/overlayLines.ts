import type { HostToPanel, LineId, Overlay } from '../../src/protocol/panel';
import type { Transport } from '../transport';
import { Question } from './question';

type Lines = Extract<HostToPanel, { type: 'lines' }>;

/** The lines of one run that the charts show behind the shown one. */
export class OverlayLines {
  readonly #lines = new Map<string, Float64Array>();
  readonly #question = new Question();
  #request = 0;

  line({ series, index }: LineId): Float64Array | undefined {
    return this.#lines.get(`${series} ${index}`);
  }

  /** Asks for these lines unless they are here or on their way. */
  want(
    { run, length, state }: Overlay,
    ask: { from: number; to: number; buckets: number; lines: LineId[] },
    transport: Transport,
  ): void {
    if (length === 0 || ask.to <= ask.from || ask.lines.length === 0) return;
    const keys = ask.lines.map(({ series, index }) => `${series} ${index}`).sort();
    const key = [length, state, ask.from, ask.to, ask.buckets, ...keys].join('|');
    this.#question.want(key, () => {
      const request = ++this.#request;
      const lines = ask.lines.slice(0, 256);
      transport.post({ type: 'ask', run, request, ...ask, lines });
    });
  }

  /** Lines that are known already, of the run when it was the shown one. */
  begin(lines: ReadonlyMap<string, Float64Array>): void {
    for (const [key, points] of lines) this.#lines.set(key, points);
  }

  receive(message: Lines): void {
    if (message.request !== this.#request) return;
    this.#question.answer();
    for (const { series, index, points } of message.lines) {
      this.#lines.set(`${series} ${index}`, points);
    }
  }
}
