// One library in a process of its own: node bench/lib/peer.mjs NAME
// Says `{ version }` first, or `{ missing }` with the reason. Answers each line, a task, with
// `{ nanoseconds, value, norm }`, or `{ missing }`, as JSON.
import { createInterface } from 'node:readline';
import { countFor, timeOf } from './timing.mjs';

const { open } = await import(`./peers/${process.argv[2]}.mjs`);
const peer = await opened();
const ready = new Map();
say(peer.missing ? peer : { version: peer.version });
for await (const line of createInterface({ input: process.stdin })) say(measure(line));
process.exit();

async function opened() {
  try {
    return await open();
  } catch (error) {
    return { missing: String(error?.message ?? error) };
  }
}

function measure(line) {
  try {
    if (!ready.has(line)) ready.set(line, prepared(JSON.parse(line)));
    const { missing, run, count, outcome } = ready.get(line);
    return missing ? { missing } : { nanoseconds: timeOf(run, count), ...outcome };
  } catch (error) {
    return { missing: String(error?.message ?? error) };
  }
}

function prepared(task) {
  const run = peer.prepare(task);
  if (typeof run === 'string') return { missing: run };
  const outcome = run();
  return { run, outcome, count: countFor(run) };
}

function say(words) {
  process.stdout.write(`${JSON.stringify(words)}\n`);
}
