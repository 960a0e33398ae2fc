// The entry that VS Code calls inside its extension host, on the desktop and served alike: runs
// the compiled suites of ADAMSCOPE_SUITES with mocha.
const { appendFileSync, readdirSync } = require('node:fs');
const path = require('node:path');
const { format } = require('node:util');
const Mocha = require('mocha');
const CountingReporter = require('./reporter.cjs');

exports.run = async function run() {
  process.setSourceMapsEnabled(true);
  const { ADAMSCOPE_SUITES: folder, ADAMSCOPE_OUTPUT: output, ADAMSCOPE_GREP: grep } = process.env;
  if (output) {
    // What an extension host prints ends among a thousand lines of VS Code's own, and its console
    // refuses assignments.
    const print = (...args) => appendFileSync(output, `${format(...args)}\n`);
    Mocha.reporters.Base.consoleLog = print;
    if (Object.getOwnPropertyDescriptor(console, 'log')?.configurable) {
      Object.defineProperty(console, 'log', { value: print });
    }
  }
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 20_000,
    color: false,
    reporter: CountingReporter,
    grep,
  });
  for (const name of readdirSync(folder, { recursive: true })) {
    if (String(name).endsWith('.test.js')) mocha.addFile(path.join(folder, String(name)));
  }
  await new Promise((resolve, reject) => {
    mocha.run((failures) =>
      failures > 0 ? reject(new Error(`${failures} tests failed`)) : resolve(undefined),
    );
  });
};
