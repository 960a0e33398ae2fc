// The long counts: npm run soak [-- PART [its arguments …]]
// Without a part all of them, in full size, one after the other: hours. A number first is the
// part `programs`, as in `npm run soak -- 1 SEED`.
import { spawn } from 'node:child_process';
import { loadavg } from 'node:os';
import path from 'node:path';
import { root } from './provide.mjs';

/** Each part's script, and the arguments of its full size. */
const parts = {
  programs: ['soak.mjs', '100000', '1', '2'],
  messages: ['soakMessages.mjs', '1000000'],
  model: ['soakModel.mjs', '10000'],
  hostile: ['soakSandbox.mjs', 'hostile'],
  stop: ['soakSandbox.mjs', 'stop', '1000'],
  stopLarge: ['soakSandbox.mjs', 'stopLarge', '200'],
  cancel: ['soakSandbox.mjs', 'cancel', '10000'],
  orphans: ['soakSandbox.mjs', 'orphans', '1000'],
  traceMutations: ['soakTraces.mjs', 'mutate', '1000000'],
  traceKills: ['soakTraces.mjs', 'kill', '900'],
};
/** Of these the second word belongs to the part, not to its size. */
const withName = new Set(['soakSandbox.mjs', 'soakTraces.mjs']);

const [first, ...rest] = process.argv.slice(2);
const chosen =
  first === undefined ? Object.keys(parts) : [/^\d+$/.test(first) ? 'programs' : first];
const sizes = /^\d+$/.test(first ?? '') ? [first, ...rest] : rest;

if (chosen.some((name) => !(name in parts))) {
  console.error(`Say one of ${Object.keys(parts).join(', ')}.`);
  process.exitCode = 2;
} else {
  const table = [];
  for (const name of chosen) table.push(await run(name));
  console.log('\npart            | exit | seconds | load | what it said last');
  for (const { name, code, seconds, load, said } of table) {
    console.log(
      `${name.padEnd(15)} | ${String(code).padStart(4)} | ${String(seconds).padStart(7)} | ${load.padStart(4)} | ${said}`,
    );
  }
  process.exitCode = table.some(({ code }) => code !== 0) ? 1 : 0;
}

async function run(name) {
  const [script, ...full] = parts[name];
  const own = withName.has(script) ? full.slice(0, 1) : [];
  const args = sizes.length > 0 ? [...own, ...sizes] : full;
  console.log(`\n── ${name}: node scripts/${[script, ...args].join(' ')}`);
  const began = Date.now();
  const child = spawn(process.execPath, [path.join(root, 'scripts', script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text) => {
    process.stdout.write(text);
    said = `${said}${text}`.slice(-5000);
  });
  const code = await new Promise((resolve) => {
    child.once('close', (status, signal) => resolve(signal ?? status));
  });
  const seconds = Math.round((Date.now() - began) / 1000);
  const load = loadavg()[0].toFixed(1);
  return { name, code, seconds, load, said: said.trimEnd().split('\n').at(-1) ?? '' };
}
