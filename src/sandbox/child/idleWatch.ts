import { word } from './shared';

const lookTime = 100;
/** A worker that leaves so many looks unanswered is busy with what its last job left behind. */
const mostUnanswered = 5;

/**
 * Watches a worker that has no job: code that its last one left behind must neither compute nor
 * gather memory. `restless` is called once if it does.
 */
export class IdleWatch {
  private readonly timer: NodeJS.Timeout;
  private unanswered = 0;
  private heard: number;

  /** @param ask makes a worker that is at rest count up `word.beat` */
  constructor(
    private readonly control: Int32Array,
    private readonly ask: () => void,
    private readonly isLarge: () => boolean,
    private readonly restless: () => void,
  ) {
    this.heard = Atomics.load(control, word.beat);
    ask();
    this.timer = setInterval(() => this.look(), lookTime);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const beat = Atomics.load(this.control, word.beat);
    const answered = beat !== this.heard;
    this.heard = beat;
    this.unanswered = answered ? 0 : this.unanswered + 1;
    if (this.unanswered < mostUnanswered && !this.isLarge()) {
      if (answered) this.ask();
      return;
    }
    this.stop();
    this.restless();
  }
}
