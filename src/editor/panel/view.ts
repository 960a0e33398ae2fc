import type * as vscode from 'vscode';
import { declarationsOf } from '../../optimizers/complete';
import { findOptimizer } from '../../optimizers/registry';
import type { Message } from '../../protocol/message';
import type { RunView } from '../../protocol/panel';
import type { Run } from '../../session/session';
import { correctedBeta2 } from '../../session/biasCorrection';
import { oscillations } from '../../session/oscillation';
import { oscillationInWords } from '../../session/oscillationInWords';
import { verdict } from '../../session/verdict';
import type { Trace } from '../../trace/trace';
import { placeInWords } from '../places';
import type { RunBehind } from '../runs';
import { say, words } from '../words';

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
): RunView {
  const { request, trace } = run;
  const header = trace?.header;
  const entry = findOptimizer(request.optimizer);
  const { dialect, hyperparameters: given } = header ?? request;
  const declared = entry ? declarationsOf(entry, dialect, given) : [];
  const judged = verdict(run);
  const { error } = latest;
  const place = error?.message.place;
  return {
    run: run.id,
    objective: request.objective.name,
    optimizer: entry?.title ?? request.optimizer,
    hyperparameters: declared.flatMap(({ name, symbol }) => {
      const value = given[name];
      return value === undefined ? [] : [{ name, symbol, value }];
    }),
    gradientSource: header?.gradientSource ?? null,
    steps: request.steps,
    length: trace?.length ?? 0,
    seed: request.seed,
    state: run.state,
    stale: run.stale || run !== latest,
    leaves: header?.leaves ?? [],
    series: trace ? [...trace.series] : [],
    verdict: [judged.message, ...alsoSaid(run)].map(say).join(' · '),
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
      return { run: id, title, kind, length: own?.length ?? 0, state };
    }),
    oscillations: trace && run.state !== 'running' ? stretches(trace) : [],
    explainsCorrection: trace !== null && correctedBeta2(trace) !== null,
  };
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
