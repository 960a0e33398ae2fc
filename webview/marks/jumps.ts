import type { ExtremumQuestion } from '../../src/protocol/extremum';
import type { HostToPanel } from '../../src/protocol/panel';
import { chartGroups } from '../state/groups';
import type { Panel } from '../state/panel';
import { stripFlow } from '../state/flow';
import { shownName } from '../text';
import { sortedMarks } from './state';

type Direction = 1 | -1;

/** Moves the cursor to what there is to be seen, and says what that is. */
export class Jumps {
  readonly #panel: Panel;
  /** The symbol of the line whose extremum is looked for, and what was asked. */
  #pending: { symbol: string; question: ExtremumQuestion } | null = null;
  /** What the last jump has to say, until the cursor moves on. */
  #said: string | null = null;

  constructor(panel: Panel) {
    this.#panel = panel;
  }

  /** What is to be told of the step under the cursor: the last jump, its mark, what was found there. */
  get told(): string[] {
    const { cursor, state, view, words } = this.#panel;
    const marks = sortedMarks(state.marks);
    const nth = marks.findIndex(({ step }) => step === cursor);
    const name = nth < 0 ? '' : shownName(marks[nth]!.name);
    const mark = words?.say('marks.mark', String(nth + 1)) ?? '';
    return [
      ...(this.#said === null ? [] : [this.#said]),
      ...(nth < 0 ? [] : [name === '' ? mark : `${mark}: ${name}`]),
      ...(view?.findings ?? []).flatMap(({ step, text }) => (step === cursor ? [text] : [])),
    ];
  }

  toMark(direction: Direction): void {
    this.#toNext(this.#panel.state.marks, direction, 'marks');
  }

  toFinding(direction: Direction): void {
    this.#toNext(this.#panel.view?.findings ?? [], direction, 'findings');
  }

  /** Of the chart that has the focus; of the loss where none has. */
  toExtremum(direction: Direction): void {
    const { view, cursor } = this.#panel;
    if (!view) return;
    const { symbol, ...line } = lineWithFocus(this.#panel);
    const question = { ...line, from: Math.min(cursor, view.length), direction };
    this.#panel.play.stop();
    this.#pending = { symbol, question };
    this.#panel.transport.post({ type: 'askExtremum', run: view.run, ...question });
  }

  receive(found: Extract<HostToPanel, { type: 'extremum' }>): void {
    const pending = this.#pending;
    // Another one was asked for since, or the cursor has gone elsewhere.
    if (!pending || !isAnswer(found, pending.question)) return;
    this.#pending = null;
    if (this.#panel.cursor !== found.from) return;
    if (found.step !== null) this.#panel.setCursor(found.step);
    const none = found.direction > 0 ? 'extremum.none.later' : 'extremum.none.earlier';
    this.say(found.kind === 'none' ? none : `extremum.${found.kind}`, shownName(pending.symbol));
  }

  /** Says something, until the cursor moves. */
  say(code: string, ...args: string[]): void {
    this.#said = this.#panel.words?.say(code, ...args) ?? null;
    this.#panel.redrawSoon();
  }

  /** The cursor has moved: what was said of the step before holds no more. */
  moved(): void {
    this.#said = null;
  }

  #toNext(all: readonly { step: number }[], direction: Direction, kind: string): void {
    const { cursor } = this.#panel;
    const steps = all.map(({ step }) => step).filter((step) => (step - cursor) * direction > 0);
    if (steps.length > 0) {
      return this.#panel.setCursor(direction > 0 ? Math.min(...steps) : Math.max(...steps));
    }
    this.#panel.play.stop();
    this.say(direction > 0 ? `${kind}.none.later` : `${kind}.none.earlier`);
  }
}

function isAnswer(found: ExtremumQuestion, asked: ExtremumQuestion): boolean {
  return (['series', 'index', 'from', 'direction', 'size'] as const).every(
    (key) => found[key] === asked[key],
  );
}

type Line = Pick<ExtremumQuestion, 'series' | 'index' | 'size'> & { symbol: string };

const loss: Line = { series: 'loss', index: 0, size: false, symbol: 'loss' };

/** The line of the focused chart that counts: its last series, of the coordinate of the strip. */
function lineWithFocus({ view, chosen, coordinate, leaf }: Panel): Line {
  const figure = document.activeElement?.closest<HTMLElement>('[data-chart], [data-stage]');
  const { chart, stage } = figure?.dataset ?? {};
  if (stage !== undefined) {
    const { first, second, end } = stripFlow(view!.series);
    const found = [...first, ...second, ...end].find(({ key }) => key === stage);
    if (!found) return loss;
    const symbol = found.symbol ?? found.series.symbol;
    return { series: found.series.name, index: coordinate, size: found.squared, symbol };
  }
  const group = chartGroups(view!.series, true).find(({ id }) => id === chart);
  const series = group?.series.at(-1);
  if (!series || group?.id === 'loss') return loss;
  const drawn = chosen.includes(coordinate) ? coordinate : (chosen[0] ?? 0);
  const index = series.per === 'run' ? 0 : series.per === 'leaf' ? leaf : drawn;
  return { series: series.name, index, size: group?.size ?? false, symbol: series.symbol };
}
