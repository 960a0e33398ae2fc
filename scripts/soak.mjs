// Random programs, compiled against the tape, forward mode and plain evaluation, as long as one likes:
//   node scripts/soak.mjs [how many = 100000] [first seed = 1]
// Each program has a seed of its own, which is printed where something differs; so
// `node scripts/soak.mjs 1 SEED` shows one again.
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './provide.mjs';

const [count = 100_000, first = 1] = process.argv.slice(2).map(Number);
const outfile = path.join(root, 'out', `soak-${process.pid}.cjs`);
await build({
  ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', absWorkingDir: root },
  entryPoints: ['test/unit/autodiff/compiled/differential.ts'],
  outfile,
});
const { differential, pointsPerProgram } = createRequire(import.meta.url)(outfile);

const declined = new Map();
const sizes = [];
let [compared, confirmed, compiled, differences, worst] = [0, 0, 0, 0, 0];
const started = Date.now();
for (let seed = first; seed < first + count; seed++) {
  let outcome;
  try {
    outcome = differential(seed);
  } catch (error) {
    outcome = {
      text: '',
      statements: 0,
      isWide: false,
      compared: 0,
      byForward: 0,
      worst: 0,
      difference: error.stack,
    };
  }
  sizes.push(outcome.statements);
  if (outcome.declined) declined.set(outcome.declined, (declined.get(outcome.declined) ?? 0) + 1);
  else compiled++;
  compared += outcome.compared;
  confirmed += outcome.byForward;
  worst = Math.max(worst, outcome.worst);
  if (outcome.difference) {
    differences++;
    console.log(`seed ${seed}: ${outcome.difference}`);
  }
  if (count === 1) console.log(outcome.text);
  const done = seed - first + 1;
  if (done % 5000 === 0) console.log(`${done} programs, ${differences} differences`);
}
sizes.sort((a, b) => a - b);
for (const [what, times] of declined) console.log(`declined ${times} times: ${what}`);
console.log(
  `${count} programs from seed ${first}: ${compiled} compiled, ${differences} differences, ` +
    `worst deviation ${worst.toExponential(1)} of the contributions; ` +
    `${compared} of ${compiled * pointsPerProgram} points by compiled code, the others by the tape; ` +
    `${confirmed} partial derivatives by forward mode too; ` +
    `${sizes[0]} to ${sizes.at(-1)} statements, median ${sizes[sizes.length >> 1]}; ` +
    `${Math.round((Date.now() - started) / 1000)} s`,
);
process.exitCode = differences > 0 ? 1 : 0;
