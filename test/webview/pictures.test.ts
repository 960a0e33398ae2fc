import assert from 'node:assert/strict';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';
import type { ThemeName } from './fixture/themes';

/** Pictures of every face of the panel, to be looked at; each is also checked for errors. */
describe('pictures of the panel', () => {
  after(closeBrowser);

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as ThemeName[]) {
    for (const [size, width, height] of [
      ['wide', 1000, 1000],
      ['narrow', 420, 1300],
    ] as const) {
      it(`${theme}, ${size}`, async () => {
        const page = await openPanel({ theme, width, height, run: { cursor: 2740 } });
        await settled(page);
        await picture(page, `${theme}-${size}`);
        assert.deepEqual(page.errors, []);
      });
    }
  }
});
