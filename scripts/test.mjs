// npm test: everything, on a fresh clone as well; ends with the sum over all suites.
import { ensureDependencies, run } from './ensure.mjs';

ensureDependencies();
const { inWords, runSuite, suites } = await import('./suite.mjs');

/** Checks count like tests: each that fails is one failure. */
const checks = ['typecheck', 'lint', 'build', 'package'];
const sums = [];
for (const check of checks) {
  console.log(`\n── ${check}`);
  const ok = run(`npm run --silent ${check}`).status === 0;
  sums.push([check, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }]);
}
for (const name of Object.keys(suites)) {
  console.log(`\n── ${name}`);
  const began = Date.now();
  const sum = await runSuite(name);
  sums.push([name, sum]);
  console.log(`${name}: ${inWords(sum)} (${Math.round((Date.now() - began) / 1000)} s)`);
}
console.log('\n── all');
for (const [name, sum] of sums) console.log(`${name}: ${inWords(sum)}`);
console.log(
  'electron: not run here; npm run test:electron runs the host suite in a desktop VS Code',
);
const total = sums.reduce(
  (all, [, { passed, failed, skipped }]) => ({
    passed: all.passed + passed,
    failed: all.failed + failed,
    skipped: all.skipped + skipped,
  }),
  { passed: 0, failed: 0, skipped: 0 },
);
console.log(`\n${inWords(total)}`);
process.exit(total.failed > 0 ? 1 : 0);
