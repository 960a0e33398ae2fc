import assert from 'node:assert/strict';
import { closeBrowser, openPanel, picture, settled } from './fixture/page';

describe('the panel and the caret in the code', function () {
  // A busy machine may take long to start a browser.
  this.timeout(120_000);

  let page: Awaited<ReturnType<typeof openPanel>>;
  before(async () => {
    page = await openPanel({ run: { cursor: 800, lr: 0.02 }, width: 900, height: 1100 });
    await settled(page);
    await page.getByRole('button', { name: 'All charts' }).click();
    await settled(page);
  });
  after(async () => {
    assert.deepEqual(page.errors, []);
    assert.deepEqual(await page.evaluate(() => window.fixture.invalid), []);
    await closeBrowser();
  });

  /** How many pixels of a chart are nearly of a colour. */
  const pixels = (chart: string, colour: number[]) =>
    page.evaluate(
      ([id, [r, g, b]]) => {
        const canvas = document.querySelector<HTMLCanvasElement>(`[data-chart="${id}"] canvas`)!;
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        let count = 0;
        for (let i = 0; i < data.length; i += 4) {
          const off = Math.hypot(data[i]! - r!, data[i + 1]! - g!, data[i + 2]! - b!);
          if (off < 12 && data[i + 3]! > 240) count++;
        }
        return count;
      },
      [chart, colour] as const,
    );
  const highlight = async (stretches: [number, number][]) => {
    await page.evaluate(
      (each) => window.fixture.send({ type: 'highlight', run: 1, stretches: each }),
      stretches,
    );
    await settled(page);
  };
  const [blue, green] = [
    [55, 148, 255],
    [137, 209, 133],
  ];

  it('makes the lines of the parameter stand out, and the others step back', async () => {
    const before = [await pixels('theta', blue), await pixels('theta', green)] as const;
    assert.ok(before[0] > 100 && before[1] > 100, String(before));
    const chosen = await page.locator('.picker summary').textContent();
    await highlight([[1, 1]]);
    const during = [await pixels('theta', blue), await pixels('theta', green)] as const;
    assert.ok(during[0] < before[0] / 4, `${during[0]} of ${before[0]}`);
    assert.ok(during[1] >= before[1], `${during[1]} of ${before[1]}`);
    assert.equal(await page.locator('[data-chart=theta] .highlighted').textContent(), 'y');
    assert.equal(
      await page.getByTestId('highlighted').textContent(),
      'Standing out in the charts, as the caret is on it: y',
    );
    // What is drawn is the person's choice, as before.
    assert.equal(await page.locator('.picker summary').textContent(), chosen);
    await page.locator('[data-chart=theta]').scrollIntoViewIfNeeded();
    await picture(page, 'highlighted');
    await highlight([]);
    // As strong as before, but for how a line falls on its pixels.
    const after = await pixels('theta', blue);
    assert.ok(Math.abs(after - before[0]) < before[0] / 4, `${after} and ${before[0]}`);
    assert.equal(await page.getByTestId('highlighted').textContent(), '');
  });

  it('leads from a line’s name to the code', async () => {
    await page.locator('[data-chart=m] .legend .name').nth(1).click();
    const asked = await page.evaluate(() =>
      window.fixture.posted.filter(({ type }) => type === 'revealCoordinate'),
    );
    assert.deepEqual(asked, [{ type: 'revealCoordinate', run: 1, coordinate: 1 }]);
  });
});
