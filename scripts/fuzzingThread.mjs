// A thread of fuzzing.mjs: tells what the programs of some seeds have shown.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const { differential } = createRequire(import.meta.url)(workerData);
const failed = {
  ...{ text: '', statements: 0, isWide: false, declined: null },
  ...{ compared: 0, byForward: 0, worst: 0 },
};

parentPort.on('message', (seeds) => {
  const outcomes = seeds.map((seed) => {
    try {
      return [seed, differential(seed)];
    } catch (error) {
      return [seed, { ...failed, difference: error.stack }];
    }
  });
  parentPort.postMessage(outcomes);
});
