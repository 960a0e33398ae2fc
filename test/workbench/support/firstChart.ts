import type { Page } from 'playwright-core';

type Marks = Window & { adamscopeEntered?: number; adamscopeDrawn?: number };

/**
 * Notes two moments in the browser itself, where no test's own round trips are counted: the last
 * press of Enter (it runs the command of the palette), and the first frame in which the panel's
 * loss chart has pixels.
 */
export async function watchFirstChart(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const marks = window as Marks;
    const now = () => performance.timeOrigin + performance.now();
    if (window === window.top) {
      const enter = (event: KeyboardEvent) => {
        if (event.key === 'Enter') marks.adamscopeEntered = now();
      };
      window.addEventListener('keydown', enter, { capture: true });
      return;
    }
    // From the frame around it: a webview's own document is written anew after it has loaded.
    const look = () => {
      const inner = document.querySelector<HTMLIFrameElement>('iframe#active-frame');
      const canvas = inner?.contentDocument?.querySelector<HTMLCanvasElement>(
        '[data-chart="loss"] canvas',
      );
      const pixels = canvas?.width
        ? canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
        : undefined;
      if (pixels?.some((value) => value !== 0)) marks.adamscopeDrawn = now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Milliseconds from Enter to the first drawn chart; waits for it. */
export async function commandToFirstChart(page: Page): Promise<number> {
  const from = await page.evaluate(() => (window as Marks).adamscopeEntered);
  const element = await page.waitForSelector('iframe.webview');
  const frame = await element.contentFrame();
  const drawn = await frame!.waitForFunction(() => (window as Marks).adamscopeDrawn);
  return (await drawn.jsonValue())! - from!;
}
