// Value and gradient of objectives as people write them: compiled, by hand, by tape and the
// function alone, and what other libraries take, side by side in one run:
//   node bench/gradients.mjs [--alone] [--docs] [part of a name …]
// `--alone`: without the other libraries; `--docs`: the tables go into docs/gradients.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { runsOf } from './lib/gradientRuns.mjs';
import { inStyle, objectives, wide } from './lib/objectives.mjs';
import { openPeers } from './lib/peers.mjs';
import { geometricMean, machine, median, short, table } from './lib/report.mjs';
import { withSection } from '../scripts/docs/gradients.mjs';

const rounds = 7;
const parts = process.argv.slice(2).filter((each) => !each.startsWith('--'));
const chosen = (all) => all.filter(({ name }) => parts.every((part) => name.includes(part)));
const peers = process.argv.includes('--alone') ? [] : await openPeers();

const plain = await measureAll([...objectives, ...(peers.length > 0 ? wide : [])]);
const styled = await measureAll(inStyle);
peers.forEach((peer) => peer.end());

const ours = plain.filter(({ name }) => !wide.some((each) => each.name === name));
const sections = [
  `${machine()}. Nanoseconds of processor time for a value and its gradient, medians of ${rounds} turns; ratios are medians of those of each turn. Processor time is that of all threads of a process. *n* × means: takes n times as long as compiled code.`,
  ...ladder('Plain loops', ours),
  ...ladder('Helper functions, array methods, closures', styled),
  ...(peers.length > 0 && plain.length > 0 ? besidePeers(plain) : []),
];
const text = sections.join('\n\n');
console.log(text);
if (process.argv.includes('--docs')) {
  const file = new URL('../docs/gradients.md', import.meta.url);
  writeFileSync(file, withSection(readFileSync(file, 'utf8'), 'speed', text));
}

async function measureAll(all) {
  const results = [];
  for (const objective of chosen(all)) results.push(await measure(objective));
  return results;
}

async function measure(objective) {
  const { name, task } = objective;
  const { outcome, times } = runsOf(objective);
  const sides = { ...times };
  const missing = {};
  for (const peer of task ? peers : []) {
    const answer = await peer.measure(task);
    if (answer.missing) missing[peer.name] = answer.missing;
    else {
      peer.check(name, answer, outcome);
      sides[peer.name] = async () => (await peer.measure(task)).nanoseconds;
    }
  }
  const taken = Object.fromEntries(Object.keys(sides).map((key) => [key, []]));
  // In turn, so that whatever else the machine does hits all of them.
  for (let round = 0; round < rounds; round++) {
    for (const [key, side] of Object.entries(sides)) {
      // Once is enough of what takes seconds.
      if (!(taken[key][0] > 1e9)) taken[key].push(await side());
    }
  }
  const medians = Object.entries(taken).map(([key, list]) => [key, median(list)]);
  return { name, missing, taken, ...Object.fromEntries(medians) };
}

/** How many times as long as another one side takes: turn by turn, since the load changes. */
function ratio({ taken }, side, other) {
  return median(taken[side].map((time, round) => time / taken[other][round]));
}

/** Our own rungs beside the gradient by hand and the function alone. */
function ladder(title, results) {
  if (results.length === 0) return [];
  const ratios = {
    '÷ by hand': (each) => ratio(each, 'compiled', 'hand'),
    '÷ alone': (each) => ratio(each, 'compiled', 'alone'),
    'tape ÷ compiled': (each) => ratio(each, 'tape', 'compiled'),
  };
  const head = ['function alone', 'gradient by hand', 'compiled', 'tape', ...Object.keys(ratios)];
  const rows = results.map((each) => [
    each.name,
    ...[each.alone, each.hand, each.compiled, each.tape].map(short),
    ...Object.values(ratios).map((of) => of(each).toFixed(2)),
  ]);
  const means = Object.values(ratios).map((of) => geometricMean(results.map(of)).toFixed(2));
  return [table([title, ...head], [...rows, ['geometric mean', '', '', '', '', ...means]])];
}

/** What the others take, and how many times as long as compiled code that is. */
function besidePeers(results) {
  const present = peers.filter(({ absent }) => !absent);
  const rows = results.map((each) => [
    each.name,
    short(each.compiled),
    ...present.map(({ name }) =>
      each[name] ? `${short(each[name])} (${short(ratio(each, name, 'compiled'))} ×)` : '–',
    ),
    each.adnn ? short(ratio(each, 'adnn', 'tape')) : '–',
  ]);
  const head = ['Beside other libraries', 'compiled', ...present.map(({ name }) => name)];
  const notes = peers.map(({ name, version, absent }) =>
    absent ? `- ${name} is not here: ${absent}` : `- ${name}: ${version}${reasons(name, results)}`,
  );
  return [table([...head, 'adnn ÷ tape'], rows), notes.join('\n')];
}

/** Why a library has no time in some rows. */
function reasons(name, results) {
  const said = results.filter(({ missing }) => missing[name]);
  const why = [...new Set(said.map(({ missing }) => missing[name]))];
  return why.length > 0 ? `; – where ${why.join('; ')}` : '';
}
