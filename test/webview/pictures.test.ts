import assert from 'node:assert/strict';
import type { FixtureRun } from './fixture/host';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';
import type { ThemeName } from './fixture/themes';

const faces: Record<string, FixtureRun | null> = {
  empty: null,
  starting: {
    view: { state: 'running', length: 0, leaves: [], series: [], verdict: '', action: null },
  },
  running: {
    steps: 100_000,
    view: { state: 'running', length: 1200, verdict: 'loss 24.2 → 0.0001312', action: null },
  },
  failed: {
    cursor: 40,
    view: {
      state: 'user-error',
      length: 60,
      verdict: 'stopped at step 61: the loss was NaN',
      action: 'Try',
      error: {
        text: 'ReferenceError: weights is not defined',
        place: 'examples/rosenbrock.ts:12:10',
      },
      notes: ['At step 12 Math.abs stood at its kink: its derivative there is taken as 0.'],
      badges: ['non-deterministic'],
    },
  },
  stale: { view: { stale: true, state: 'stopped', length: 1400 } },
  'twelve-coordinates': { coordinates: 12, steps: 400, cursor: 37, biasCorrection: false },
};

/** Pictures of every face of the panel, to be looked at; each is also checked for errors. */
describe('pictures of the panel', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

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

  for (const [name, run] of Object.entries(faces)) {
    it(name, async () => {
      const page = await openPanel({ theme: 'dark', run });
      if (run?.view?.leaves) await page.locator('.waiting').waitFor();
      else await settled(page);
      await picture(page, name);
      assert.deepEqual(page.errors, []);
    });
  }

  for (const [optimizer, hyperparameters] of Object.entries({
    lamb: { lr: 0.01, weightDecay: 0.01 },
    lookahead: { inner: 'adam', 'inner.lr': 0.1 },
    lion: { lr: 0.005 },
    radam: { lr: 0.05 },
  })) {
    it(`the own charts of ${optimizer}`, async () => {
      const run = { cursor: 120, steps: 400, optimizer, hyperparameters };
      const page = await openPanel({ theme: 'dark', height: 1900, run });
      await settled(page);
      await page.getByRole('button', { name: 'All charts' }).click();
      await settled(page);
      await picture(page, `optimizer-${optimizer}`);
      assert.deepEqual(page.errors, []);
    });
  }

  it('all charts', async () => {
    const page = await openPanel({ theme: 'light', height: 1500, run: { cursor: 2740 } });
    await settled(page);
    await page.getByRole('button', { name: 'All charts' }).click();
    await page.locator('[data-section=table] .section-toggle').click();
    await page.locator('.picker summary').click();
    await settled(page);
    await picture(page, 'all-charts');
    assert.deepEqual(page.errors, []);
  });
});
