// npm start [-- --check] [-- --served]: the extension as a person gets it, packaged and installed
// into an isolated profile of a real VS Code with examples/ open: a desktop one where there is
// one, else one served on 127.0.0.1. --check waits until the workbench answers, and ends.
import { ensureDependencies, run } from './ensure.mjs';

ensureDependencies();
for (const step of ['build', 'package']) {
  if (run(`npm run --silent ${step}`).status !== 0) process.exit(1);
}
const { mkdtemp, rm } = await import('node:fs/promises');
const os = await import('node:os');
const path = await import('node:path');
const { desktopCode, openDesktop } = await import('./desktop.mjs');
const { copyExamples } = await import('./host.mjs');
const { vsix } = await import('./provide.mjs');

const check = process.argv.includes('--check');
const folder = await mkdtemp(path.join(os.tmpdir(), 'adamscope-start-'));
const clean = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
const examples = await copyExamples(folder);
const code = check || process.argv.includes('--served') ? null : desktopCode();
try {
  if (code) await openDesktop(code, { vsix, folder, examples, say: sayWhatToPress });
  else await openServed();
} finally {
  await clean();
}

async function openServed() {
  const { makeProfile, serve } = await import('./vscode.mjs');
  const profile = await makeProfile({ vsix });
  const server = await serve({ profile: profile.folder });
  try {
    const address = server.url(examples);
    if (check) return await workbenchAnswers(address);
    sayWhatToPress(address);
    await interrupted();
  } finally {
    await server.stop();
    await profile.remove();
  }
}

/** The page is served, a browser draws the workbench in it, and our extension is there. */
async function workbenchAnswers(address) {
  const { status } = await fetch(address);
  if (status !== 200) throw new Error(`${address} answered ${status}.`);
  const { openBrowser } = await import('./browser.mjs');
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.locator('.monaco-workbench .explorer-viewlet').waitFor({ timeout: 60_000 });
    await page.getByRole('treeitem', { name: 'rosenbrock.ts' }).waitFor({ timeout: 60_000 });
    console.log('The workbench answers.');
  } finally {
    await browser.close();
  }
}

function sayWhatToPress(address) {
  console.log(`
Adamscope is installed in ${address ? `VS Code at\n\n  ${address}\n` : 'the VS Code that opens now.\n'}
1. Open rosenbrock.ts and click "Trace Adam" above the function
   (or press F1, type "Trace Adam", press Enter).
2. Drag the step slider near 2,740, or press → in the panel, and watch the loss explode.
3. Hover x in the code: its gradient, moments and step size at that moment.

Ctrl-C ends it.
`);
}

function interrupted() {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}
