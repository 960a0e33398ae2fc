import type { HostToPanel, RunView } from '../../src/protocol/panel';
import type { Transport } from '../transport';
import { Question } from './question';

export type LeafMap = Extract<HostToPanel, { type: 'leafMap' }>;
export type Histograms = Extract<HostToPanel, { type: 'histograms' }>;
export type StandingOut = Extract<HostToPanel, { type: 'standingOut' }>;

/** What views of a large model draw beside the statistics of its leaves. */
export interface LeavesWanted {
  map: { series: string; columns: number } | null;
  histograms: { leaf: number; series: readonly string[]; bins: number } | null;
  standingOut: boolean;
}

/** Asks what those views draw, and keeps the last answers. */
export class LeafAnswers {
  map: LeafMap | null = null;
  histograms: Histograms | null = null;
  standingOut: StandingOut | null = null;
  wanted: LeavesWanted = { map: null, histograms: null, standingOut: false };
  readonly #transport: Transport;
  readonly #questions = {
    map: new Question(),
    histograms: new Question(),
    standingOut: new Question(),
  };

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  ask({ run, length }: RunView, cursor: number, [from, to]: readonly [number, number]): void {
    const { map, histograms, standingOut } = this.wanted;
    const step = Math.min(cursor, length);
    if (map && length > 0) {
      const key = [run, length, from, to, map.series, map.columns].join('|');
      this.#questions.map.want(key, () =>
        this.#transport.post({ type: 'askLeafMap', run, ...map, from, to }),
      );
    }
    if (histograms && step > 0) {
      const { leaf, series, bins } = histograms;
      const key = [run, step, leaf, bins, ...series].join('|');
      this.#questions.histograms.want(key, () =>
        this.#transport.post({
          ...{ type: 'askHistograms', run, leaf, step, series: [...series], bins },
        }),
      );
    }
    if (standingOut && step > 0) {
      this.#questions.standingOut.want(`${run}|${step}`, () =>
        this.#transport.post({ type: 'askStandingOut', run, step }),
      );
    }
  }

  /** Takes in an answer; other messages are none of ours. */
  receive(message: HostToPanel): void {
    switch (message.type) {
      case 'leafMap':
        this.#questions.map.answer();
        this.map = message;
        return;
      case 'histograms':
        this.#questions.histograms.answer();
        this.histograms = message;
        return;
      case 'standingOut':
        this.#questions.standingOut.answer();
        this.standingOut = message;
    }
  }

  /** What was asked may have been dropped: it is asked for again. */
  askAgain(): void {
    for (const question of Object.values(this.#questions)) question.forget();
  }

  /** Another run is shown. */
  forget(): void {
    this.askAgain();
    this.map = this.histograms = this.standingOut = null;
  }
}
