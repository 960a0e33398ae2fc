// Runs suites and counts them:
//   node scripts/suite.mjs unit golden [part of a path …] [-- mocha's options]
// The suites in VS Code (host, host-trust, workbench) run on adamscope.vsix as packaged last.
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromiumPath } from './browser.mjs';
import { bundleSuites } from './bundle.mjs';
import { runInHost } from './host.mjs';
import { exists, root, vsix } from './provide.mjs';
import { provideVsCode } from './vscode.mjs';

/** Where each suite runs, in the order of `npm test`: what is quick to fail comes first. */
export const suites = {
  // A busy machine may take long for anything: no test is there to measure time.
  unit: inNode(['--timeout', '60000']),
  golden: inNode(['--timeout', '60000']),
  reference: inNode(['--timeout', '60000']),
  webview: inNode(['--timeout', '60000'], { prepare: chromiumPath }),
  host: inHost({ trustEverything: true }),
  'host-trust': inHost({ trustEverything: false }),
  // A whole workbench in a browser: what is lost in it once is tried once more.
  workbench: inNode(['--timeout', '300000', '--retries', '1'], { prepare: readyForVsCode }),
};

/**
 * Runs one suite. A suite that crashes, or in which no test ran, counts as one failure.
 *
 * @param {string} name
 * @param {string[]} [filters] parts of paths
 * @param {string[]} [options] mocha's
 * @param {number | 'inherit'} [output] where a suite in Node prints to: an open file, or here
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runSuite(name, filters = [], options = [], output = 'inherit') {
  // A folder of its own per call, so that two calls side by side do not overwrite each other.
  const outdir = path.join(root, 'out', `${name}-${process.pid}`);
  const results = path.join(outdir, 'results.json');
  try {
    const found = await bundleSuites([name], outdir, { filters });
    if (found === 0) return { passed: 0, failed: filters.length === 0 ? 1 : 0, skipped: 0 };
    const code = await suites[name]({ name, outdir, results, options, output });
    return await counts(results, code);
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

async function counts(results, code) {
  const text = await readFile(results, 'utf8').catch(() => null);
  if (text === null) return { passed: 0, failed: 1, skipped: 0 };
  const { passed, failed, skipped } = JSON.parse(text);
  const unexplained = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: unexplained ? 1 : failed, skipped };
}

function inNode(fixed = [], { prepare } = {}) {
  return async ({ outdir, results, options, output }) => {
    await prepare?.();
    const mocha = path.join('node_modules', 'mocha', 'bin', 'mocha.js');
    const reporter = path.join('scripts', 'reporter.cjs');
    const seed = path.join(root, 'scripts', 'seed.cjs');
    const args = [
      '--enable-source-maps',
      mocha,
      '--recursive',
      '--extension',
      'js',
      '--require',
      seed,
    ];
    const child = spawn(
      process.execPath,
      [...args, '--reporter', reporter, ...fixed, outdir, ...options],
      { cwd: root, stdio: ['ignore', output, output], env: withResults(results) },
    );
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(signal ? 1 : code));
    });
  };
}

function inHost({ trustEverything }) {
  return async ({ name, outdir, results, options }) => {
    await readyForVsCode();
    const logs = path.join(root, 'artefacts', 'logs');
    await mkdir(logs, { recursive: true });
    const log = path.join(logs, `${name}.log`);
    await rm(log, { force: true });
    const grep = options[options.findIndex((option) => /^(-g|--grep)$/.test(option)) + 1];
    return runInHost({ vsix, suites: outdir, results, log, grep, trustEverything });
  };
}

/** Installs before the suite begins, so that no test's time runs out on it. */
async function readyForVsCode() {
  if (!(await exists(vsix))) throw new Error('There is no package yet: npm run package');
  await provideVsCode();
  await chromiumPath();
}

function withResults(file) {
  return { ...process.env, ADAMSCOPE_RESULTS: file };
}

/** The line per suite, and the one that ends it all. */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2);
  const split = args.includes('--') ? args.indexOf('--') : args.length;
  const given = args.slice(0, split);
  const names = given.filter((arg) => arg in suites);
  const filters = given.filter((arg) => !(arg in suites));
  const sums = [];
  for (const name of names) sums.push([name, await runSuite(name, filters, args.slice(split + 1))]);
  for (const [name, sum] of sums) console.log(`${name}: ${inWords(sum)}`);
  process.exitCode = sums.some(([, sum]) => sum.failed > 0) ? 1 : 0;
}
