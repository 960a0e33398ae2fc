// A step of every optimizer, beside Adam by hand and, where there is one, beside PyTorch:
//   node bench/optimizers.mjs [name …]
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Answering } from './lib/answering.mjs';
import { load } from './lib/build.mjs';
import { pythonWithTorch } from './lib/peers.mjs';
import { machine, median, short, table } from './lib/report.mjs';

const library = fileURLToPath(new URL('./lib', import.meta.url));
const turns = 7;
const sizes = [2, 1000];
/** How much faster than PyTorch's single thread in float64, at each size. */
const targets = [300, 4];
/**
 * Bytes a step that are no garbage of ours: less than one boxed number at n = 2; at n = 1,000, where
 * V8 inlines less around the long loop, at most one, and nothing that grows with n.
 */
const noGarbage = [4, 24];

const { registry } = await load('optimizers/registry');
await load('optimizers/make', 'engine/rows');
const asked = process.argv.slice(2);
const names = registry
  .map(({ name }) => name)
  .filter((n) => asked.length === 0 || asked.includes(n));

const torch = findTorch();
const version = torch ? await torch.read() : 'not here';
const hands = await begin('hand');
const results = [];
for (const name of names) results.push(await compare(name));
torch?.end();
hands.forEach((each) => each.end());

console.log('A step of every optimizer with its defaults: float64, nanoseconds of processor time.');
console.log(`${machine()}; PyTorch ${version}, default settings, one thread; ${turns} turns.`);
sizes.forEach((size, k) => {
  const head = ['', 'update', 'all series recorded', 'PyTorch', 'PyTorch ÷ update', 'B a step'];
  const rows = results.map(({ name, measured }) => {
    const { update, recorded, theirs, ratio, garbage } = measured[k];
    return [name, ...[update, recorded, theirs, ratio, garbage].map(shown)];
  });
  const byHand = median(results.map(({ measured }) => measured[k].hand));
  console.log(`\nn = ${size}\n\n${table(head, [...rows, ['Adam by hand', shown(byHand)]])}`);
});

const littering = results.filter(({ measured }) =>
  measured.some(({ garbage }, k) => garbage > noGarbage[k]),
);
const littered = littering.map(({ name }) => name).join(', ');
console.log(`\nGarbage: ${littered === '' ? 'none' : `in ${littered}`}.`);
sizes.forEach((size, k) => {
  const known = results.filter(({ measured }) => measured[k].ratio !== null);
  const [least] = known.sort((a, b) => a.measured[k].ratio - b.measured[k].ratio);
  if (!least) return;
  const ratio = short(least.measured[k].ratio);
  console.log(
    `n = ${size}: at least ${ratio} times faster than PyTorch (${least.name}; target ${targets[k]}).`,
  );
});
process.exitCode = littered === '' ? 0 : 1;

/** Turn by turn, so that whatever else the machine does disturbs both sides alike. */
async function compare(name) {
  const our = await begin(name);
  const taken = sizes.map(() => ({ update: [], recorded: [], hand: [], theirs: [], garbage: [] }));
  for (let turn = 0; turn < turns; turn++) {
    for (const [k, size] of sizes.entries()) {
      const { update, recorded, hand: byHand, theirs, garbage } = taken[k];
      const ofTorch = torch ? await torch.ask(`${name} ${size}`) : null;
      if (ofTorch !== null) theirs.push(ofTorch);
      const alone = await our[k].ask('update');
      update.push(alone.nanoseconds);
      const withRow = await our[k].ask('recorded');
      recorded.push(withRow.nanoseconds);
      garbage.push(alone.garbage, withRow.garbage);
      byHand.push((await hands[k].ask('hand')).nanoseconds);
    }
  }
  our.forEach((each) => each.end());
  const measured = taken.map((each) => {
    const ratios = each.theirs.map((ns, turn) => ns / each.update[turn]);
    const middle = (values) => (values.length === 0 ? null : median(values));
    return {
      ...{ update: median(each.update), recorded: median(each.recorded), hand: median(each.hand) },
      ...{ theirs: middle(each.theirs), ratio: middle(ratios) },
      garbage: Math.max(0, median(each.garbage)),
    };
  });
  return { name, measured };
}

function shown(value) {
  return value === null ? '–' : short(value);
}

/** A process for each size, warm. */
async function begin(name) {
  const script = path.join(library, 'optimizerSteps.mjs');
  const flags = ['--expose-gc', '--max-semi-space-size=64'];
  const processes = [];
  for (const size of sizes) {
    const each = new Answering(process.execPath, [...flags, script, name, String(size)]);
    await each.read();
    processes.push(each);
  }
  return processes;
}

function findTorch() {
  const python = pythonWithTorch();
  return python ? new Answering(python, [path.join(library, 'torchSteps.py')]) : null;
}
