// Random programs, compiled against the tape, forward mode and plain evaluation, as long as one likes:
//   node scripts/soak.mjs [how many = 100000] [first seed = 1] [threads = 1]
// Each program has a seed of its own, which is printed where something differs; so
// `node scripts/soak.mjs 1 SEED` shows one again.
import { fuzz } from './fuzzing.mjs';

const [count = 100_000, first = 1, threads = 1] = process.argv.slice(2).map(Number);
const points = 5;
const declined = new Map();
const sizes = [];
let [compared, confirmed, compiled, differences, worst] = [0, 0, 0, 0, 0];
const started = Date.now();

const seeds = Array.from({ length: count }, (_, i) => first + i);
await fuzz(seeds, threads, (seed, outcome) => {
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
  if (sizes.length % 5000 === 0)
    console.log(`${sizes.length} programs, ${differences} differences`);
});

sizes.sort((a, b) => a - b);
for (const [what, times] of declined) console.log(`declined ${times} times: ${what}`);
console.log(
  `${count} programs from seed ${first}: ${compiled} compiled, ${differences} differences, ` +
    `worst deviation ${worst.toExponential(1)} of the contributions; ` +
    `${compared} of ${compiled * points} points by compiled code, the others by the tape; ` +
    `${confirmed} partial derivatives by forward mode too; ` +
    `${sizes[0]} to ${sizes.at(-1)} statements, median ${sizes[sizes.length >> 1]}; ` +
    `${Math.round((Date.now() - started) / 1000)} s`,
);
process.exitCode = differences > 0 ? 1 : 0;
