import assert from 'node:assert/strict';
import { closeBrowser, openPanel, panelScript, settled } from './fixture/page';

const hostile = [
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '\u202egnp.exe\u2066',
  '__proto__',
  'constructor',
  '${alert(1)}',
  '" onmouseover="alert(1)',
  'a'.repeat(4000),
  '权重 🙂',
  '<style>*{display:none}</style>',
  'w[10]',
  'w[11]',
];

describe('names of the user’s', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  let page: Awaited<ReturnType<typeof openPanel>>;
  before(async () => {
    page = await openPanel({
      run: {
        coordinates: 12,
        names: hostile,
        steps: 50,
        biasCorrection: false,
        view: {
          objective: hostile[0]!,
          optimizer: hostile[1]!,
          verdict: hostile[0]!,
          error: { text: hostile[1]!, place: hostile[0]! },
          notes: [hostile[9]!],
          badges: [hostile[9]!],
        },
      },
    });
    await settled(page);
    await page.getByRole('button', { name: 'All charts' }).click();
    await page.locator('.picker summary').click();
    await settled(page);
  });
  after(closeBrowser);

  it('row 18: stay text: no element, no violation of the policy, no error', async () => {
    const found = await page.evaluate(() => ({
      elements: document.querySelectorAll('#root img, #root script, #root style, [onmouseover]')
        .length,
      scripts: document.scripts.length,
      violations: window.fixture.violations,
      title: document.querySelector('.title')!.textContent,
    }));
    assert.deepEqual(found, { elements: 0, scripts: 2, violations: [], title: hostile[0] });
    assert.deepEqual(page.errors, []);
  });

  it('are never compiled: the panel makes no code of text', async () => {
    assert.deepEqual((await panelScript()).match(/\beval\(|\bFunction\(/g), null);
  });

  it('row 16: show controls as escapes, and are cut where they are long', async () => {
    const names = await page.locator('tbody th').allTextContents();
    assert.equal(names[2], '\\u202egnp.exe\\u2066');
    assert.equal(names[3], '__proto__');
    const long = (await page.locator('tbody tr[data-coordinate="7"] th').boundingBox())!;
    assert.ok(long.width < 260, String(long.width));
    const wider = await page.evaluate(() => document.body.scrollWidth > window.innerWidth);
    assert.equal(wider, false);
  });

  it('can be searched and chosen beyond the first eight', async () => {
    assert.equal(await page.locator('.picker summary').textContent(), '8 of 12 coordinates');
    await page.getByLabel('Search coordinates').fill('w[1');
    assert.deepEqual(await page.locator('.picker-list .name').allTextContents(), [
      'w[10]',
      'w[11]',
    ]);
    await page.locator('.picker-list input').first().check();
    await settled(page);
    assert.equal(await page.locator('.picker summary').textContent(), '9 of 12 coordinates');
    const ask = await page.evaluate(() =>
      window.fixture.posted.filter((message) => message.type === 'ask').at(-1)!,
    );
    assert.ok(ask.type === 'ask');
    const asked = ask.lines.filter(({ series }) => series === 'theta').map(({ index }) => index);
    assert.deepEqual(asked, [0, 1, 2, 3, 4, 5, 6, 7, 10]);
    assert.equal(await page.locator('tr[data-coordinate="10"] th').textContent(), 'w[10]');
  });

  it('come with the reason why a quantity is absent', async () => {
    const absent = await page.locator('.absent').allTextContents();
    assert.equal(absent.length, 2);
    assert.equal(absent[0], 'first moment, bias-corrected (m̂): none. Bias correction is off.');
    assert.equal(await page.locator('[data-stage=mHat]').count(), 0);
  });
});
