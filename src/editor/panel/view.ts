import type * as vscode from 'vscode';
import { catalogue, type MessageCode } from '../../messages';
import { findOptimizer } from '../../optimizers/registry';
import type { Message } from '../../protocol/message';
import type { RunView } from '../../protocol/panel';
import type { RunHeader } from '../../protocol/run';
import type { Run } from '../../session/session';
import { correctedBeta2 } from '../../session/biasCorrection';
import { oscillations } from '../../session/oscillation';
import { oscillationInWords } from '../../session/oscillationInWords';
import {
  shownHyperparameters,
  shownSettings,
  type ShownHyperparameter,
} from '../../session/optimizerInShort';
import { judgedBy, verdict } from '../../session/verdict';
import type { Trace } from '../../trace/trace';
import { placeInWords } from '../places';
import type { RunBehind } from '../runsBehind';
import type { Tuning } from '../tunings';
import { count, say, words } from '../words';
import { comparisonOf } from './comparison';
import { sharpnessView } from './sharpness';

/**
 * All that the panel says of a run, in the user's language.
 * @param latest the newest run of the same objective: where it failed at its start, the shown run
 *   is the last good one, and the error is the newest one's
 */
export function runView(
  run: Run,
  latest: Run,
  origin: { uri: vscode.Uri; gone: boolean } | undefined,
  behind: readonly RunBehind[],
  tuning: Tuning | null,
): RunView {
  const { request, trace } = run;
  const header = trace?.header;
  const entry = findOptimizer(request.optimizer);
  const spec = header ?? request;
  const judged = verdict(run);
  const { error } = latest;
  const place = error?.message.place;
  return {
    run: run.id,
    objective: request.objective.name,
    optimizer: entry?.title ?? request.optimizer,
    hyperparameters: [
      ...shownHyperparameters(spec).map((shown) => ({ ...shown, symbol: symbolInWords(shown) })),
      ...shownSettings(spec).map(({ name, value }) => {
        return { name, symbol: words(`panel.${name}`), value: short(value) };
      }),
      ...evaluateFact(header),
    ],
    gradientSource: header?.gradientSource ?? null,
    steps: request.steps,
    length: trace?.length ?? 0,
    seed: request.seed,
    state: run.state,
    stale: run.stale || run !== latest,
    leaves: header?.leaves ?? [],
    series: trace ? [...trace.series] : [],
    absent: (header?.absent ?? []).map(({ name, symbol, reason }) => {
      return { name, symbol, reason: say(reason) };
    }),
    verdict: [judged.message, ...judgedBy(run), ...alsoSaid(run)].map(say).join(' · '),
    action: judged.action ? say(judged.action.label) : null,
    error: error && {
      text: say(error.message),
      place: place && origin ? placeInWords(origin.uri, place) : null,
    },
    notes: run.notes.map(say),
    badges: badges(run, origin?.gone ?? false),
    millisecondsPerEvaluation: run.millisecondsPerEvaluation,
    minimum: request.minimum,
    overlays: behind.slice(0, 8).map(({ run: { id, trace: own, state }, title, kind }) => {
      const direction = own?.series.find(({ name }) => name === 'direction')?.symbol ?? null;
      return { run: id, title, kind, length: own?.length ?? 0, state, direction };
    }),
    oscillations: trace && run.state !== 'running' ? stretches(trace) : [],
    comparison: comparisonOf(run, behind, tuning),
    explainsCorrection: trace !== null && correctedBeta2(trace) !== null,
    sharpness: sharpnessView(run),
    can: { run: true, reveal: true },
  };
}

/** `β₁` is the same everywhere; `inner bias correction` has a word in it. */
function symbolInWords({ name, symbol }: ShownHyperparameter): string {
  const code = `panel.hyperparameter.${name.slice(name.lastIndexOf('.') + 1)}`;
  if (!Object.hasOwn(catalogue, code)) return symbol;
  const known = code as MessageCode;
  return symbol.replace(catalogue[known], words(known));
}

/** `evaluated fullLoss, every 10 steps` */
function evaluateFact(header: RunHeader | undefined): RunView['hyperparameters'] {
  if (!header?.evaluated) return [];
  const { name, every } = header.evaluated;
  const value = short(words('panel.evaluate.every', name, count(every)));
  return [{ name: 'evaluate', symbol: words('panel.evaluate'), value }];
}

/** What has to fit into a header, and past the check at the webview's end. */
function short(value: string): string {
  return value.length > 200 ? `${value.slice(0, 199)}…` : value;
}

/** Only of a run that has ended: it is looked for over the whole path. */
function alsoSaid({ trace, state }: Run): Message[] {
  return trace && state !== 'running' ? oscillationInWords(trace) : [];
}

function stretches(trace: Trace): RunView['oscillations'] {
  return oscillations(trace).map(({ coordinate, from, to }) => ({ coordinate, from, to }));
}

function badges(run: Run, gone: boolean): string[] {
  const found: string[] = [];
  if (run.notes.some(({ code }) => code === 'engine.non-deterministic')) {
    found.push(words('editor.badge.non-deterministic'));
  }
  if (!run.isolated) found.push(words('editor.badge.isolation'));
  if (gone) found.push(words('editor.badge.gone'));
  return found;
}
