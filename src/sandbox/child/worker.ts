import { workerData } from 'node:worker_threads';
import { ObjectiveError } from '../../autodiff/objectiveError';
import { compileProgram, type Program } from '../../autodiff/program';
import { computeLandscape } from '../../engine/landscape';
import { runTrace } from '../../engine/trace';
import { message } from '../../messages';
import type { LandscapeJob, RunEnd } from '../../protocol/engine';
import type { Message } from '../../protocol/message';
import { pinBuiltIns, removeAmbientNames } from './ambient';
import { clip } from './clip';
import { limitConsole } from './console';
import { WorkerOutput } from './output';
import type { Job, WorkerStart } from './shared';

// The worker of the engine process: engine and user code. It does one job and is then ended from
// outside; nothing that the user's code leaves behind reaches another run.
const { control, port } = workerData as WorkerStart;
const now = performance.now.bind(performance);
// Code that got hold of this module would find no way out in it.
Object.assign(workerData as object, { port: null, control: null });
removeAmbientNames();
pinBuiltIns();
// `on`, not `once`: a worker without a listener would end, and the run with it.
port.on('message', work);

function work(job: Job): void {
  const output = new WorkerOutput(control, port, job.type === 'trace' ? job.steps : 0);
  const print = limitConsole(control, (level, text) =>
    output.post({ type: 'console', level, text }),
  );
  // The first line of the user's code runs inside `compileProgram`: the watch begins here.
  output.evaluating(0);
  let end: RunEnd;
  try {
    const options = { seed: job.seed, start: job.start, console: print };
    const program = compileProgram(job.bundle, options);
    end = job.type === 'trace' ? runTrace(job, program, output) : drawn(job, program, output);
  } catch (error) {
    end = failed(error);
  }
  if (end.error) end.error.message = clip(end.error.message);
  output.post({ type: 'end', end });
}

function drawn(job: LandscapeJob, program: Program, output: WorkerOutput): RunEnd {
  const started = now();
  const landscape = computeLandscape(job, program, output);
  if (landscape) output.post({ type: 'landscape', landscape });
  return {
    ...nothing,
    state: landscape ? 'done' : 'stopped',
    evaluations: landscape ? landscape.nx * landscape.ny : 0,
    milliseconds: Math.max(0, now() - started),
  };
}

const nothing = { step: 0, finalLoss: null, error: null, evaluations: 0, milliseconds: 0 };

function failed(error: unknown): RunEnd {
  const ended = (state: RunEnd['state'], said: Message): RunEnd => ({
    ...nothing,
    state,
    error: { message: said, step: 0 },
  });
  if (error instanceof ObjectiveError) return ended('user-error', error.said);
  const text = error instanceof Error ? String(error.message) : String(error);
  return ended('crashed', message('engine.failed', [text.slice(0, 1000)]));
}
