// Runs a compiled suite inside the extension host of a served VS Code, on the packaged extension.
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { openBrowser } from './browser.mjs';
import { root } from './provide.mjs';
import { makeProfile, serve, urlPath } from './vscode.mjs';

/** What another extension sees of ours: whether it is still there, and has never begun anew. */
const neighbour = `
let asked = 0;
exports.activate = ({ subscriptions }) => {
  const { commands } = require('vscode');
  subscriptions.push(commands.registerCommand('adamscopeTests.neighbour', () => ++asked));
};
`;

/**
 * VS Code needs an extension under development before it runs tests. It gets a tiny one, so that
 * ours runs as a person has it: installed from its package, beside others.
 *
 * @param {string} folder
 * @returns {Promise<string>} the driver's folder
 */
export async function makeDriver(folder) {
  const driver = path.join(folder, 'driver');
  await mkdir(driver, { recursive: true });
  const manifest = {
    name: 'driver',
    publisher: 'adamscope-tests',
    version: '0.0.1',
    engines: { vscode: '^1.101.0' },
    main: './main.js',
    activationEvents: ['*'],
  };
  await writeFile(path.join(driver, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(driver, 'main.js'), neighbour);
  return driver;
}

/** A copy of examples/ to open, so that no test changes the checkout. */
export async function copyExamples(folder) {
  const copy = path.join(folder, 'examples');
  await cp(path.join(root, 'examples'), copy, { recursive: true });
  return copy;
}

/**
 * @param {{ vsix: string, suites: string, results: string, log: string, grep?: string,
 *   trustEverything: boolean, minutes?: number }} options `suites`: folder of compiled suites;
 *   `results`: file for the sums; `log`: file for what VS Code itself has to say
 * @returns {Promise<number>} the exit code of the suite
 */
export async function runInHost(options) {
  const { vsix, suites, results, log, grep, trustEverything, minutes = 10 } = options;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'adamscope-host-'));
  const driver = await makeDriver(folder);
  const examples = await copyExamples(folder);
  const output = path.join(folder, 'output.txt');
  const profile = await makeProfile({ vsix });
  const server = await serve({
    profile: profile.folder,
    trustEverything,
    testDriver: true,
    env: {
      ADAMSCOPE_SUITES: suites,
      ADAMSCOPE_RESULTS: results,
      ADAMSCOPE_OUTPUT: output,
      ...(grep ? { ADAMSCOPE_GREP: grep } : {}),
    },
  });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const code = exitCode(page, minutes);
    await page.exposeFunction('codeAutomationLog', (_type, args) =>
      appendFile(log, `${format(...args)}\n`),
    );
    const remote = (file) => `vscode-remote://127.0.0.1:${server.port}${urlPath(file)}`;
    const payload = [
      ['extensionDevelopmentPath', remote(driver)],
      ['extensionTestsPath', remote(path.join(root, 'scripts', 'hostIndex.cjs'))],
    ];
    const address = `${server.url(examples)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    await page.goto(address);
    return await code;
  } finally {
    console.log(await readFile(output, 'utf8').catch(() => 'The suite never began.'));
    await appendFile(log, server.output());
    await browser.close();
    await server.stop();
    await profile.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

function exitCode(page, minutes) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new Error(`The suite did not end within ${minutes} minutes.`)),
      minutes * 60_000,
    );
    const end = (act) => (value) => {
      clearTimeout(limit);
      act(value);
    };
    page.once('crash', () => end(reject)(new Error("The workbench's page crashed.")));
    page
      .exposeFunction('codeAutomationExit', (code) => end(resolve)(code))
      .catch((error) => end(reject)(error));
  });
}
