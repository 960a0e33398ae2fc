import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, closeEditors, extensionId, patience } from './support';

interface Manifest {
  contributes: { commands: { command: string }[] };
}

// The first suite by name: later, everything has been loaded.
describe('the installed extension', function () {
  // The first of all: VS Code and the TypeScript extension are still starting.
  this.timeout(patience);
  after(closeEditors);

  it('activates without reading parser, bundler or engine', async () => {
    const extension = vscode.extensions.getExtension(extensionId)!;
    const active = extension.isActive;
    const before = performance.now();
    await extension.activate();
    const took = performance.now() - before;
    if (!active) console.log(`      activation, from the call: ${took.toFixed(1)} ms`);
    const loaded = Object.keys(require.cache).filter((file) =>
      file.startsWith(extension.extensionPath),
    );
    assert.deepEqual(
      loaded.map((file) => file.slice(extension.extensionPath.length)),
      ['/dist/extension.js'],
    );
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
