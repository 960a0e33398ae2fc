import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { Workbench } from './support/workbench';

const themes = [
  { name: 'dark', id: 'Default Dark Modern' },
  { name: 'light', id: 'Default Light Modern' },
  { name: 'high-contrast', id: 'Default High Contrast' },
];

describe('the algorithm under the code', () => {
  for (const { name, id } of themes) {
    describe(name, () => {
      let workbench: Workbench;
      let algorithm: Locator;

      before(async () => {
        workbench = await Workbench.open({ settings: { 'workbench.colorTheme': id } });
      });
      after(() => workbench?.close());

      it('shows the numbers of the cursor, and the arrow keys move it', async () => {
        const { editor, panel, page } = workbench;
        await workbench.openFile('rosenbrock.ts');
        await page.keyboard.press('Control+b');
        await editor.click('export function rosenbrock', 'rosenbrock');
        await workbench.command('Adamscope: Trace Adam');
        await panel.becomes('Done');
        await panel.goToStep(2738);
        await workbench.command('Adamscope: Show Algorithm');
        algorithm = page.locator('.editor-instance .monaco-editor').filter({ hasText: 'stepSize' });
        const head = (step: string) => algorithm.getByText(`step ${step} of 3,000`).first();
        await head('2,738').waitFor();
        await algorithm.getByText('Coordinate: x').waitFor();
        await workbench.screenshot(`algorithm-${name}`);
        for (const [key, step] of [
          ['ArrowRight', '2,739'],
          ['Shift+ArrowRight', '2,749'],
          ['ArrowLeft', '2,748'],
          ['End', '3,000'],
        ] as const) {
          await page.keyboard.press(key);
          await head(step).waitFor();
        }
        await panel.showsStep(3000);
        await page.keyboard.press('Home');
        await page.getByText('This is the start').first().waitFor();
        await panel.showsStep(0);
        assert.ok(await page.locator('iframe.webview').isVisible());
      });
    });
  }
});
