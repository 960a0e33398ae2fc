/** What scripts/soakSandbox.mjs works with. */
export { EnginePool } from '../../../../src/sandbox/pool';
export { hostile } from '../../../hostile/all';
export { buildEngine, temporaryFolder } from '../build';
export { asExpected, harmless } from '../hostileExpected';
export { outcomeOf } from '../hostileRun';
export { cancelCycles } from './cancels';
export { countAbove, distribution } from './counts';
export { killHosts, orphansGone } from './orphans';
export { stopTimes } from './stops';
