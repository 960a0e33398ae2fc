// npm test: everything, on a fresh clone as well; ends with the sum over all suites.
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies, run } from './ensure.mjs';

ensureDependencies();
const { inWords, runSuite, suites } = await import('./suite.mjs');
const { root } = await import('./provide.mjs');

/** Checks count like tests: each that fails is one failure. */
const checks = ['typecheck', 'lint', 'build', 'package'];
const sums = [];
for (const check of checks) {
  console.log(`\n── ${check}`);
  const ok = run(`npm run --silent ${check}`).status === 0;
  sums.push([check, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }]);
}

// Two at a time: one lane computes, the other mostly waits for VS Code and a browser. What is
// printed by the first stands in a file meanwhile. The workbench has the machine for itself.
const logs = path.join(root, 'artefacts', 'logs');
mkdirSync(logs, { recursive: true });
const alone = ['workbench'];
const computing = ['unit', 'golden', 'reference'];
const waiting = Object.keys(suites).filter((name) => ![...computing, ...alone].includes(name));
await Promise.all([lane(computing, true), lane(waiting, false)]);
await lane(alone, false);

async function lane(names, apart) {
  for (const name of names) {
    const began = Date.now();
    const file = path.join(logs, `${name}.txt`);
    const output = apart ? openSync(file, 'w') : 'inherit';
    if (!apart) console.log(`\n── ${name}`);
    const sum = await runSuite(name, [], [], output);
    sums.push([name, sum]);
    if (apart) {
      closeSync(output);
      console.log(`\n── ${name}`);
      console.log(readFileSync(file, 'utf8'));
    }
    console.log(`${name}: ${inWords(sum)} (${Math.round((Date.now() - began) / 1000)} s)`);
  }
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
