import * as assert from 'node:assert/strict';
import Module from 'node:module';
import * as vscode from 'vscode';
import { api, closeEditors, extensionId, patience } from './support';

/** Resolves when the host has nothing else to do: what starts beside it would count as ours. */
async function quiet(): Promise<void> {
  await vscode.extensions.getExtension('vscode.typescript-language-features')?.activate();
  for (let calm = 0; calm < 20;) {
    const before = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 10));
    calm = performance.now() - before < 15 ? calm + 1 : 0;
  }
}

type Load = (request: string, ...rest: unknown[]) => unknown;

/**
 * Times what VS Code counts as activation, reading and running the extension's file and its
 * `activate`, where Node loads it: the call from here waits for much else besides. Then the same of
 * the whole, which is read when it is needed.
 */
function watchActivation(folder: string): { end(): void; took(): string } {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  const times: string[] = [];
  const timed = <T>(what: string, act: () => T): T => {
    const before = performance.now();
    const result = act();
    times.push(`${what} ${(performance.now() - before).toFixed(1)} ms`);
    return result;
  };
  const entries: Record<string, string> = { 'extension.js': 'activate', 'compose.js': 'compose' };
  loader._load = function (this: unknown, request, ...rest) {
    const file = request.slice(request.lastIndexOf('/') + 1);
    const entry = entries[file];
    const ours = request.startsWith(folder) || request === './compose.js';
    if (!ours || !entry) return load.call(this, request, ...rest);
    const parts = timed(`reading and running ${file}`, () =>
      load.call(this, request, ...rest),
    ) as Record<string, (context: unknown) => unknown>;
    return { ...parts, [entry]: (context: unknown) => timed(entry, () => parts[entry]!(context)) };
  };
  return {
    end: () => void (loader._load = load),
    took: () => times.join(', ') || 'it was active before',
  };
}

function filesRead(folder: string): string[] {
  return Object.keys(require.cache)
    .filter((file) => file.startsWith(folder))
    .map((file) => file.slice(folder.length));
}

interface Manifest {
  contributes: { commands: { command: string }[] };
}

// The first suite by name: later, everything has been loaded.
describe('the installed extension', function () {
  // The first of all: VS Code and the TypeScript extension are still starting.
  this.timeout(patience);
  after(closeEditors);

  it('activates with nothing read but its front', async () => {
    const extension = vscode.extensions.getExtension(extensionId)!;
    await quiet();
    const watch = watchActivation(extension.extensionPath);
    await extension.activate();
    console.log(`      ${watch.took()}`);
    assert.deepEqual(filesRead(extension.extensionPath), ['/dist/extension.js']);

    await vscode.commands.executeCommand('adamscope.nextStep');
    watch.end();
    console.log(`      ${watch.took()}`);
    assert.deepEqual(filesRead(extension.extensionPath), [
      '/dist/extension.js',
      '/dist/compose.js',
    ]);
  });

  it('runs from its package, in production mode', async () => {
    const extension = vscode.extensions.getExtension(extensionId)!;
    assert.equal((await api()).mode, vscode.ExtensionMode.Production);
    assert.match(extension.extensionPath, /adamscope\.adamscope-\d/);
  });

  it('registers exactly the commands of its manifest', async () => {
    await api();
    const manifest = vscode.extensions.getExtension(extensionId)!.packageJSON as Manifest;
    const declared = manifest.contributes.commands.map(({ command }) => command);
    const registered = (await vscode.commands.getCommands(true)).filter((command) =>
      /^adamscope\.[a-zA-Z]+$/.test(command),
    );
    assert.deepEqual(registered.sort(), declared.sort());
  });
});
