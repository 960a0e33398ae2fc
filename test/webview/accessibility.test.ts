import axe from 'axe-core';
import assert from 'node:assert/strict';
import { closeBrowser, openPanel, settled } from './fixture/page';
import type { ThemeName } from './fixture/themes';

describe('accessibility', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  after(closeBrowser);

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as ThemeName[]) {
    it(`has no serious violation in ${theme}`, async () => {
      const page = await openPanel({
        theme,
        run: {
          steps: 200,
          view: {
            stale: true,
            badges: ['non-deterministic'],
            notes: ['A remark.'],
            error: { text: 'TypeError: no', place: 'a.ts:1:2' },
          },
        },
      });
      await settled(page);
      await page.getByRole('button', { name: 'All charts' }).click();
      await page.locator('.picker summary').click();
      await settled(page);
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => {
        const { violations } = await window.axe.run(document);
        return violations.flatMap(({ id, impact, nodes }) =>
          impact === 'serious' || impact === 'critical'
            ? nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`)
            : [],
        );
      });
      assert.deepEqual(found, []);
    });
  }
});

declare global {
  interface Window {
    axe: typeof axe;
  }
}
