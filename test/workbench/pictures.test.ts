import assert from 'node:assert/strict';
import path from 'node:path';
import { commandLineTrace, spikeOf } from './support/commandLine';
import { Workbench } from './support/workbench';

const themes = [
  { name: 'dark', id: 'Default Dark Modern', page: 'vscode-dark' },
  { name: 'light', id: 'Default Light Modern', page: 'vscode-light' },
  { name: 'high-contrast', id: 'Default High Contrast', page: 'vscode-high-contrast' },
  {
    name: 'high-contrast-light',
    id: 'Default High Contrast Light',
    page: 'vscode-high-contrast-light',
  },
];

describe('pictures of the panel beside the code', () => {
  for (const theme of themes) {
    describe(theme.name, () => {
      let workbench: Workbench;

      before(async () => {
        workbench = await Workbench.open({ settings: { 'workbench.colorTheme': theme.id } });
      });
      after(() => workbench?.close());

      it('shows the spike and the hover with its numbers in the theme', async () => {
        const { editor, panel } = workbench;
        const spike = spikeOf(await commandLineTrace(path.join(workbench.folder, 'rosenbrock.ts')));
        await workbench.openFile('rosenbrock.ts');
        await workbench.page.keyboard.press('Control+b');
        await editor.click('export function rosenbrock', 'rosenbrock');
        await workbench.command('Adamscope: Trace Adam');
        await panel.becomes('Done');
        await panel.goToStep(spike);
        const body = panel.frame.locator('body');
        assert.ok((await body.getAttribute('class'))!.split(' ').includes(theme.page));
        // For the picture's sake; what lenses say is asserted in the host suite.
        const result = editor.lenses.filter({ hasText: 'loss 24.2 →' });
        await result.waitFor({ timeout: 10_000 }).catch(() => undefined);
        await workbench.screenshot(`panel-${theme.name}`);
        await editor.hover('return (1', 'x');
        await workbench.screenshot(`hover-${theme.name}`);
      });
    });
  }
});
