import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { registry } from '../../src/optimizers/registry';
import { api, closeEditors, ended, lastRun, patience, positionOf, show, until } from './support';

describe('the lineage of Adam', function () {
  this.timeout(patience);
  afterEach(closeEditors);

  for (const { name, title } of registry.filter((each) => each.name !== 'adam')) {
    it(`${title} stands in the lens by its tag, runs from there, and tells the hover`, async () => {
      const text = `/**\n * @optimizer ${name}\n * @steps 20\n */\nexport function bowl(x = 3, y = -2) {\n  return x ** 2 + 10 * y ** 2;\n}\n`;
      const { document } = await show(text, 'return');
      let seen: string[] = [];
      const lens = await until(
        null,
        async () => {
          const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
            'vscode.executeCodeLensProvider',
            document.uri,
          );
          seen = found.map(({ command }) => command?.title ?? '…');
          return found.map(({ command }) => command).find((each) => each?.title.includes(title));
        },
        () => `a lens with ${title}, not ${JSON.stringify(seen)}`,
      );
      assert.match(lens.title, new RegExp(`^▶ Trace ${title} · .*20 steps$`));
      const last = await lastRun();
      await vscode.commands.executeCommand(lens.command, ...(lens.arguments as unknown[]));
      const run = await ended(document, last);
      assert.deepEqual([run.optimizer, run.state, run.length], [name, 'done', 20]);
      const loss = (await api()).value(run.id, 'loss', 0, 1);
      assert.equal(loss, 49);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        positionOf(document, 'bowl'),
      );
      const words = hovers.flatMap((each) => each.contents as vscode.MarkdownString[]);
      assert.ok(words.some(({ value }) => value?.includes(title)));
    });
  }
});
