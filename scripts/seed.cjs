// Property tests draw the same cases every time, so that a change is told from bad luck. Others:
// ADAMSCOPE_SEED=1 npm run test:unit, or ADAMSCOPE_SEED=random.
const fc = require('fast-check');

const given = process.env.ADAMSCOPE_SEED ?? '20261124';
const seed = given === 'random' ? Date.now() | 0 : Number(given);
if (given === 'random') console.log(`ADAMSCOPE_SEED=${seed}`);
fc.configureGlobal({ seed });
