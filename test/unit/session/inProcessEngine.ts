import { runJob } from '../../../src/engine/job';
import { RowThinner } from '../../../src/protocol/checkpoints';
import type { EngineToHost } from '../../../src/protocol/engine';
import type { Engine } from '../../../src/session/engine';

/**
 * The real engine without the process around it: for suites that need the numbers of hundreds of
 * runs and nothing of the sandbox. What it runs must end by itself.
 */
export const inProcessEngine: Engine = {
  start(job, listener) {
    let cancelled = false;
    const { run, token } = job;
    const say = (message: EngineToHost): void => void listener(message);
    setImmediate(() => {
      say({ type: 'hello', isolated: true, node: '', v8: '' });
      let thinner: RowThinner | null = null;
      const end = runJob(job, {
        ready: (header) => {
          const { series, leaves, checkpoints } = header;
          if (checkpoints) thinner = new RowThinner(series, leaves, checkpoints.every);
          say({ type: 'ready', ...header, run, token });
        },
        rows: (firstStep, data) => {
          const rows = thinner ? thinner.thin(firstStep, data) : { data: data.slice() };
          say({ type: 'frame', run, token, firstStep, ...rows });
        },
        note: (message) => say({ type: 'note', run, token, message }),
        evaluating: () => !cancelled,
        sharpness: (values) => say({ type: 'sharpness', run, token, values }),
        landscape: (landscape) => say({ type: 'landscape', run, token, landscape }),
        checking: (header) => say({ type: 'checking', run, token, header }),
        checked: (point) => say({ type: 'checked', run, token, point }),
        print: (level, text) => say({ type: 'console', run, token, level, text }),
      });
      say({ type: 'end', run, token, ...end });
    });
    return { cancel: () => (cancelled = true) };
  },
  dispose: () => undefined,
};
