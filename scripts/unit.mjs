// The suites that run in plain Node: node scripts/unit.mjs [part of a path …] [-- mocha's options]
import { inWords, runSuite } from './suite.mjs';

const args = process.argv.slice(2);
const split = args.includes('--') ? args.indexOf('--') : args.length;
const [filters, options] = [args.slice(0, split), args.slice(split + 1)];
const unit = await runSuite('unit', filters, options);
const golden = await runSuite('golden', filters, options);
if (filters.length === 0) console.log(`unit: ${inWords(unit)}\ngolden: ${inWords(golden)}`);
const ran = unit.passed + unit.failed + golden.passed + golden.failed;
if (ran === 0) console.error(`No test ran: nothing matches ${filters.join(', ')}.`);
process.exitCode = ran === 0 || unit.failed + golden.failed > 0 ? 1 : 0;
