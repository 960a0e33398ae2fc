import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { looksAsKept, ofPanel } from './fixture/baseline';
import type { FixtureRun } from './fixture/host';
import { closeBrowser, openPanel, settled } from './fixture/page';
import type { ThemeName } from './fixture/themes';

const themes: ThemeName[] = ['dark', 'light', 'hc-dark', 'hc-light'];

const first: FixtureRun = { cursor: 2740 };
const findings = [
  { step: 2625, text: 'Sharpness crosses 38.' },
  { step: 2740, text: 'The loss spikes to 0.7549.' },
];

interface View {
  /** What is photographed. */
  at: string;
  run: FixtureRun;
  prepare?: (page: Page) => Promise<unknown>;
}

const unfold = (title: string) => (page: Page) =>
  page.getByRole('button', { name: title, exact: true }).click();

/** Each view by its name. */
const views: Record<string, View> = {
  landscape: { at: '[data-chart="landscape"]', run: { cursor: 30, steps: 300 } },
  strip: { at: '[data-section="strip"]', run: { cursor: 20, steps: 300 } },
  sharpness: {
    ...{ at: '[data-section="sharpness"]', run: { cursor: 2660 } },
    prepare: (page) => page.evaluate(() => window.fixture.showSharpness(10)),
  },
  why: {
    ...{ at: '[data-section="why"]', run: { cursor: 20, steps: 300 } },
    prepare: unfold('Why bias correction?'),
  },
  charts: {
    ...{ at: '[data-section="charts"]', run: { cursor: 120, steps: 300 } },
    prepare: unfold('All charts'),
  },
  table: {
    at: '[data-section="table"]',
    run: { coordinates: 12, steps: 100, cursor: 37, biasCorrection: false },
  },
  whatIf: {
    ...{ at: '[data-section="whatIf"]', run: { steps: 300, moves: true } },
    prepare: unfold('What if'),
  },
  marks: {
    ...{ at: '[data-section="marks"]', run: { cursor: 1500, view: { findings } } },
    prepare: (page) => page.keyboard.press('m'),
  },
  keys: { at: 'dialog', run: first, prepare: (page) => page.keyboard.press('?') },
  leaves: {
    at: '[data-section="map"]',
    run: { ...{ large: 'network', steps: 200, lr: 0.003, cursor: 120 } },
  },
};

/**
 * Every view in every theme, and the whole panel narrow, held against pictures that were looked at.
 * After a change that is meant: `ADAMSCOPE_RECORD=1 node scripts/suite.mjs webview looks`, and look.
 */
describe('how the panel looks', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  after(closeBrowser);

  for (const theme of themes) {
    for (const [name, width, height] of [
      ['whole', 1000, 1000],
      ['narrow', 400, 1300],
    ] as const) {
      it(`${name}, ${theme}`, async () => {
        const page = await openPanel({ theme, width, height, run: first });
        await settled(page);
        await looksAsKept(page, `${name}-${theme}`, ofPanel);
        assert.deepEqual(page.errors, []);
      });
    }
    for (const [name, { at, run, prepare }] of Object.entries(views)) {
      it(`${name}, ${theme}`, async () => {
        const page = await openPanel({ theme, width: 800, height: 1400, run });
        await settled(page);
        await prepare?.(page);
        await settled(page);
        await page.locator(at).first().scrollIntoViewIfNeeded();
        await settled(page);
        await looksAsKept(page.locator(at).first(), `${name}-${theme}`, ofPanel);
        assert.deepEqual(page.errors, []);
      });
    }
  }
});
