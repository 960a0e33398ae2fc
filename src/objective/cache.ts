import { analyse, type Analysis } from './analyse';

/**
 * The analyses of open files: the current one, and the last one that parsed, which serves while the
 * text is broken. (Its offsets are into its own `text`.)
 */
export class AnalysisCache {
  private readonly files = new Map<string, { current: Analysis; good: Analysis | null }>();

  /** The analysis of a file as it is now; made anew only where the text has changed. */
  current(text: string, file: string, language: string): Analysis {
    const known = this.files.get(file);
    if (known?.current.text === text) return known.current;
    const current = analyse(text, file, language);
    this.files.set(file, { current, good: current.problem ? (known?.good ?? null) : current });
    return current;
  }

  /** The same, but the last good one while the text does not parse. */
  good(text: string, file: string, language: string): Analysis {
    const current = this.current(text, file, language);
    return this.files.get(file)?.good ?? current;
  }

  forget(file: string): void {
    this.files.delete(file);
  }
}
