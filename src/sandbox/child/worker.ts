import { workerData } from 'node:worker_threads';
import { runJob, sharedWithObjectives } from '../../engine/job';
import { pinBuiltIns, removeAmbientNames } from './ambient';
import { WorkerOutput } from './output';
import { deniesReading } from './permission';
import { Realm } from './realm';
import { beat, isolation, stepsOf, word, type Job, type WorkerStart } from './shared';
import { closeWaysOut } from './waysOut';

// The worker of the engine process: engine and user code. It does one job, or several of the same
// code (`stays`), and is then ended from outside; nothing that the user's code leaves behind reaches
// another run: where it leaves anything, there is no other job.
const { control, port, lastLines } = workerData as WorkerStart;
// The worker's own word for it: the permission model need not hold here because it does outside.
Atomics.store(control, word.isolation, deniesReading() ? isolation.proved : isolation.none);
Atomics.add(control, word.wake, 1);
Atomics.notify(control, word.wake);
// Code that got hold of this module would find no way out in it.
Object.assign(workerData as object, { port: null, control: null, lastLines: null });
closeWaysOut();
removeAmbientNames();
pinBuiltIns();
// `on`, not `once`: a worker without a listener would end, and the run with it.
port.on('message', (said: Job | typeof beat) => {
  if (said === beat) Atomics.add(control, word.beat, 1);
  else if (realm && !realm.isUntouched()) tellUnfit();
  else work(said);
});

/** The realm before any job, where this one may not be the last. */
let realm: Realm | null = null;

function work(job: Job): void {
  if (job.stays) realm ??= new Realm(sharedWithObjectives());
  realm?.forgetLastMatch();
  const output = new WorkerOutput({ control, port, lastLines }, stepsOf(job));
  output.end(runJob(job, output));
}

function tellUnfit(): void {
  port.postMessage({ type: 'unfit' });
  Atomics.add(control, word.wake, 1);
  Atomics.notify(control, word.wake);
}
