import type { Page } from 'playwright-core';

const entered = '__adamscopeEntered';
const drawn = '__adamscopeDrawn';

/**
 * Notes two moments in the browser itself, where no test's own round trips are counted: the last
 * press of Enter (it runs the command of the palette), and the first frame in which the panel's
 * loss chart has pixels.
 */
export async function watchFirstChart(page: Page): Promise<void> {
  await page.addInitScript(
    ({ entered, drawn }) => {
      const marks = window as unknown as Record<string, number>;
      const now = () => performance.timeOrigin + performance.now();
      window.addEventListener(
        'keydown',
        (event) => {
          if (event.key === 'Enter') marks[entered] = now();
        },
        { capture: true },
      );
      if (window === window.top) return;
      const look = () => {
        const canvas = document.querySelector<HTMLCanvasElement>('[data-chart="loss"] canvas');
        const pixels = canvas?.width
          ? canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
          : undefined;
        if (pixels?.some((value) => value !== 0)) marks[drawn] = now();
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    { entered, drawn },
  );
}

/** Milliseconds from Enter to the first drawn chart; waits for it. */
export async function commandToFirstChart(page: Page): Promise<number> {
  const from = await page.evaluate(
    (key) => (window as never as Record<string, number>)[key],
    entered,
  );
  const outer = await page.locator('iframe.webview').elementHandle();
  const middle = await outer.contentFrame();
  const inner = await (await middle!.waitForSelector('iframe#active-frame')).contentFrame();
  const at = await inner!.waitForFunction(
    (key) => (window as never as Record<string, number>)[key],
    drawn,
  );
  return (await at.jsonValue())! - from!;
}
