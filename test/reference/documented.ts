/** What docs/optimizers.md is made of. */
export { declarationsOf } from '../../src/optimizers/complete';
export { allowedRange } from '../../src/optimizers/hyperparameter';
export { createOptimizer } from '../../src/optimizers/make';
export { registry } from '../../src/optimizers/registry';
export { scheduleUsage } from '../../src/optimizers/schedule';
export { inEnglish } from '../../src/messages';
