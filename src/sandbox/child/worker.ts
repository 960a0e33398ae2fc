import { workerData } from 'node:worker_threads';
import { runJob } from '../../engine/job';
import { pinBuiltIns, removeAmbientNames } from './ambient';
import { WorkerOutput } from './output';
import { deniesReading } from './permission';
import { isolation, stepsOf, word, type Job, type WorkerStart } from './shared';
import { closeWaysOut } from './waysOut';

// The worker of the engine process: engine and user code. It does one job and is then ended from
// outside; nothing that the user's code leaves behind reaches another run.
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
port.on('message', (job: Job) => {
  const output = new WorkerOutput({ control, port, lastLines }, stepsOf(job));
  output.end(runJob(job, output));
});
