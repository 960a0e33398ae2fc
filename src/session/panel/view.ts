import { catalogue, type MessageCode } from '../../messages';
import { findOptimizer } from '../../optimizers/registry';
import type { Message, Place } from '../../protocol/message';
import { withoutRegularNames, type Leaf } from '../../protocol/leaf';
import type { RunView } from '../../protocol/panel';
import type { RunHeader } from '../../protocol/run';
import { epsView } from '../leaves/eps';
import type { Run } from '../run';
import { correctedBeta2 } from '../biasCorrection';
import { lossVaries } from '../landscape';
import { oscillations } from '../oscillation';
import { findingsOf } from '../findings/findings';
import { oscillationInWords } from '../oscillationInWords';
import { shownHyperparameters, shownSettings, type ShownHyperparameter } from '../optimizerInShort';
import { judgedBy, verdict } from '../verdict';
import type { Trace } from '../../trace/trace';
import type { Tuning } from '../compare/tuning';
import { comparisonOf, type ShownBehind } from './comparison';
import { remedyOf } from './remedy';
import { sharpnessView } from './sharpness';
import { whatIfView, type WhatIfShown } from '../whatIf/view';
import { words, type Speech } from './speech';

/** What a panel shows, and what stands around it. */
export interface Shown {
  run: Run;
  /**
   * The newest run of the same objective: where it failed at its start, the shown run is the last
   * good one, and the error is the newest one's.
   */
  latest: Run;
  /** `file:line:column`, or null where nothing can be said of places. */
  placeInWords: (place: Place) => string | null;
  /** The objective's document no longer holds it. */
  gone: boolean;
  behind: readonly ShownBehind[];
  /** What may be moved; absent where there is nobody who could run it. */
  whatIf?: WhatIfShown;
  tuning: Tuning | null;
  can: RunView['can'];
}

/** All that the panel says of a run, in the words of `speech`. */
export function runView(shown: Shown, speech: Speech): RunView {
  const { run, latest, placeInWords, gone, behind, tuning, whatIf, can } = shown;
  const { say } = speech;
  const { request, trace } = run;
  const header = trace?.header;
  const entry = findOptimizer(request.optimizer);
  const spec = header ?? request;
  const judged = verdict(run);
  const { error } = latest;
  const place = error?.message.place;
  return {
    run: run.id,
    ...(whatIf?.moved && { family: whatIf.moved.base.id }),
    objective: short(request.objective.name),
    // Of an imported run nobody may have said it.
    optimizer: entry?.title ?? (request.optimizer || words(speech, 'panel.optimizer.unstated')),
    hyperparameters: [
      ...shownHyperparameters(spec).map((shown) => ({
        ...shown,
        symbol: symbolInWords(shown, speech),
      })),
      ...shownSettings(spec).map(({ name, value }) => {
        return { name, symbol: words(speech, `panel.${name}`), value: short(value) };
      }),
      ...evaluateFact(header, speech),
    ],
    gradientSource: header?.gradientSource ?? null,
    steps: request.steps,
    length: trace?.length ?? 0,
    seed: request.seed,
    state: run.state,
    stale: run.stale || run !== latest,
    leaves: header ? leavesOf(header) : [],
    series: trace ? [...trace.series] : [],
    absent: (header?.absent ?? []).map(({ name, symbol, reason }) => {
      return { name, symbol, reason: say(reason) };
    }),
    verdict: upTo(4096, [judged.message, ...judgedBy(run), ...alsoSaid(run)].map(say).join(' · ')),
    action: judged.action ? say(judged.action.label) : null,
    error: error && {
      text: say(error.message),
      remedy: remedyOf(error, speech),
      place: place ? placeInWords(place) : null,
    },
    notes: run.notes.map((note) => upTo(16_384, say(note))),
    badges: badges(run, gone, speech),
    millisecondsPerEvaluation: run.millisecondsPerEvaluation,
    minimum: request.minimum,
    overlays: behind.slice(0, 8).map(({ run: { id, trace: own, state }, title, kind }) => {
      const direction = own?.series.find(({ name }) => name === 'direction')?.symbol ?? null;
      return { run: id, title, kind, length: own?.length ?? 0, state, direction };
    }),
    eps: trace && epsView(trace),
    oscillations: trace && run.state !== 'running' ? stretches(trace) : [],
    findings: findingsOf(run, behind).map(({ step, said }) => ({
      step,
      text: say(said).slice(0, 4096),
    })),
    marks: [...(run.marks ?? [])],
    comparison: comparisonOf(run, behind, tuning, speech),
    lossVaries: lossVaries(request),
    explainsCorrection: trace !== null && correctedBeta2(trace) !== null,
    sharpness: sharpnessView(run, speech),
    ...(whatIf && { whatIf: whatIfView(run, whatIf, speech) }),
    can,
  };
}

const withoutNames = new WeakMap<RunHeader, Leaf[]>();

/** Without names that the panel can make itself: of a large model they are most of the message. */
function leavesOf(header: RunHeader): Leaf[] {
  let leaves = withoutNames.get(header);
  if (!leaves) withoutNames.set(header, (leaves = header.leaves.map(withoutRegularNames)));
  return leaves;
}

/** `β₁` is the same everywhere; `inner bias correction` has a word in it. */
function symbolInWords({ name, symbol }: ShownHyperparameter, speech: Speech): string {
  const code = `panel.hyperparameter.${name.slice(name.lastIndexOf('.') + 1)}`;
  if (!Object.hasOwn(catalogue, code)) return symbol;
  const known = code as MessageCode;
  return symbol.replace(catalogue[known], words(speech, known));
}

/** `evaluated fullLoss, every 10 steps` */
function evaluateFact(header: RunHeader | undefined, speech: Speech): RunView['hyperparameters'] {
  if (!header?.evaluated) return [];
  const { name, every } = header.evaluated;
  const value = short(words(speech, 'panel.evaluate.every', name, speech.count(every)));
  return [{ name: 'evaluate', symbol: words(speech, 'panel.evaluate'), value }];
}

/** What has to fit into a header. */
const short = (value: string) => upTo(200, value);

/** What the check at the webview's end lets through: a message with a long text in it may be longer. */
function upTo(longest: number, text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** Only of a run that has ended: it is looked for over the whole path. */
function alsoSaid({ trace, state }: Run): Message[] {
  return trace && state !== 'running' ? oscillationInWords(trace) : [];
}

function stretches(trace: Trace): RunView['oscillations'] {
  return oscillations(trace).map(({ coordinate, from, to }) => ({ coordinate, from, to }));
}

function badges(run: Run, gone: boolean, speech: Speech): string[] {
  const found: string[] = [];
  if (run.notes.some(({ code }) => code === 'engine.non-deterministic')) {
    found.push(words(speech, 'editor.badge.non-deterministic'));
  }
  if (!run.isolated) found.push(words(speech, 'editor.badge.isolation'));
  if (gone) found.push(words(speech, 'editor.badge.gone'));
  return found;
}
