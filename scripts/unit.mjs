// The suites that run in plain Node: node scripts/unit.mjs [part of a path …] [-- mocha's options]
import { inWords, runSuite } from './suite.mjs';

const args = process.argv.slice(2);
const split = args.includes('--') ? args.indexOf('--') : args.length;
const [filters, options] = [args.slice(0, split), args.slice(split + 1)];
const sums = [];
for (const suite of ['unit', 'golden', 'reference']) {
  sums.push([suite, await runSuite(suite, filters, options)]);
}
if (filters.length === 0) for (const [suite, sum] of sums) console.log(`${suite}: ${inWords(sum)}`);
const ran = sums.some(([, { passed, failed }]) => passed + failed > 0);
if (!ran) console.error(`No test ran: nothing matches ${filters.join(', ')}.`);
process.exitCode = !ran || sums.some(([, { failed }]) => failed > 0) ? 1 : 0;
