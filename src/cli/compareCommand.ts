import { inEnglish, message } from '../messages';
import type { Message, Place } from '../protocol/message';
import type { RunError } from '../protocol/run';
import {
  compareRuns,
  planSweeps,
  type Comparison,
  type Entrant,
} from '../session/compare/comparison';
import type { SweepPlan } from '../session/compare/sweep';
import { hyperparametersOf } from '../session/compare/contender';
import type { CompareCommand, CompareTask } from './compareArguments';
import { comparisonAsCsv, comparisonAsJson } from './compareData';
import { differenceAsJson, differenceAsTable, type Side } from './compareDifference';
import { comparisonAsTable } from './compareTable';
import { withSession, type OpenEngine } from './engineSession';
import { exitStatus, wrongUsage } from './outcome';
import { openOutput } from './output';
import { filesRead, makeRequest } from './request';
import { findTarget, type Target } from './target';
import { sayMessage, type Terminal } from './terminal';
import { isWrongFlag, placed, sayNotes } from './traceCommand';

/** Runs the comparison and writes it; the exit status. Throws a Refusal before anything runs. */
export async function compareCommand(
  command: CompareCommand,
  terminal: Terminal,
  openEngine: OpenEngine,
): Promise<number> {
  const target = await findTarget(command.target, command.flags);
  const field = await enter(target, command);
  const sources = field.entrants.flatMap(({ request }) => filesRead(request));
  const output = await openOutput(command.out, sources, terminal.stdout);
  const { task } = command;
  const plans = plansOf(task, field.entrants);
  const losses = task.kind === 'race' ? task.losses : [];
  const { result, interrupted } = await withSession(terminal, openEngine, (session, signal) =>
    compareRuns(session, field.entrants, plans, losses, signal),
  );
  sayNotes(terminal, [...field.notes, ...result.runs.flatMap(({ run }) => run.notes)]);
  const failures = failuresOf(result, field.entrants);
  sayErrors(terminal, failures, field.place);
  await output.write(written(command, field, result));
  if (interrupted) return exitStatus.interrupted;
  if (failures.length === 0) return exitStatus.done;
  const wrong = result.runs.every(({ run }) => isWrongFlag(run, command.flags));
  return wrong ? exitStatus.wrongUsage : exitStatus.userError;
}

/** Who takes part, with all that was remarked on the way; `place` is the objective's. */
export interface Field {
  entrants: Entrant[];
  notes: Message[];
  place: Place;
}

async function enter(target: Target, { contenders, flags }: CompareCommand): Promise<Field> {
  const dealt = hyperparametersOf(contenders, flags.hyperparameters);
  if ('problem' in dealt) throw wrongUsage(dealt.problem);
  const made = [];
  for (const [k, { label, optimizer, dialect }] of contenders.entries()) {
    const hyperparameters = dealt.byContender[k]!;
    const own = { ...flags, optimizer, hyperparameters, ...(dialect !== null && { dialect }) };
    made.push({ label, ...(await makeRequest(target, own)) });
  }
  return {
    entrants: made.map(({ label, request }) => ({ label, request })),
    notes: made.flatMap(({ notes }) => notes),
    place: made[0]!.place,
  };
}

function plansOf(task: CompareTask, entrants: readonly Entrant[]): SweepPlan[] | null {
  if (task.kind !== 'race' || !task.sweep) return null;
  const planned = planSweeps(entrants, task.sweep.grid, task.sweep.seeds);
  if ('problems' in planned) throw wrongUsage(...planned.problems);
  return planned.plans;
}

/** Nothing where there are no two traces to find a difference of. */
function written({ task, format }: CompareCommand, field: Field, result: Comparison): string[] {
  const { entrants } = field;
  if (task.kind === 'difference') {
    const [a, b] = result.runs.flatMap(({ label, run }): Side[] =>
      run.trace ? [{ label, run, trace: run.trace }] : [],
    );
    if (!a || !b) return [];
    const write = format === 'json' ? differenceAsJson : differenceAsTable;
    return [write([a, b], task.tolerance)];
  }
  const write = { json: comparisonAsJson, csv: comparisonAsCsv, table: comparisonAsTable }[format];
  return [write(entrants, result)];
}

interface Failure {
  label: string;
  error: RunError;
}

/** What kept runs from their end. In a sweep some diverge as a matter of course: that is no error. */
function failuresOf({ runs, sweep }: Comparison, entrants: readonly Entrant[]): Failure[] {
  const swept = (sweep?.curves ?? []).flatMap(({ points }, k) =>
    points.flatMap(({ cells }) =>
      cells.flatMap(({ error, diverged }) =>
        error && !diverged ? [{ label: entrants[k]!.label, error }] : [],
      ),
    ),
  );
  return [
    ...swept,
    ...runs.flatMap(({ label, run: { error } }) => (error ? [{ label, error }] : [])),
  ];
}

/** Each once, under the name of the run. */
function sayErrors(terminal: Terminal, failures: readonly Failure[], place: Place): void {
  const told = new Set<string>();
  for (const { label, error } of failures) {
    const { message: said } = placed(error, place);
    const text = inEnglish(said);
    if (told.has(`${label} ${text}`)) continue;
    told.add(`${label} ${text}`);
    sayMessage(terminal, message('commandLine.compare-of', [label, text], said.place));
  }
}
