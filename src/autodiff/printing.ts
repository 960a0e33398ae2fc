import type { Print } from './environment';

/** What an objective prints reaches the run once, however often and in whatever copy it is evaluated. */
export class Printing {
  /** Lines that have been printed before the run's own evaluation, which will print them, too. */
  private printed = 0;
  private muted = false;

  constructor(private readonly console: Print) {}

  readonly print: Print = (level, text) => {
    if (this.muted) return;
    if (this.printed > 0) this.printed--;
    else this.console(level, text);
  };

  mute(): void {
    this.muted = true;
  }

  unmute(): void {
    this.muted = false;
  }

  /** For an evaluation ahead of the run's first, from `begin` on; it may never come to its `end`. */
  ahead(): { print: Print; begin(): void; end(): void } {
    let [printing, printed] = [false, 0];
    return {
      print: (level, text) => {
        if (!printing) return;
        printed++;
        this.console(level, text);
      },
      begin: () => void (printing = true),
      end: () => void (this.printed = printed),
    };
  }
}
