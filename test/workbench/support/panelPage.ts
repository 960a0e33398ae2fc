import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The panel as a person reads it. */
export class PanelPage {
  constructor(private readonly page: Page) {}

  /** What stands inside the panel: the webview's page is two frames deep. */
  get frame(): FrameLocator {
    return this.page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  }

  get slider(): Locator {
    return this.frame.locator('.timeline input[type="range"]');
  }

  get state(): Locator {
    return this.frame.locator('.header .state');
  }

  get stale(): Locator {
    return this.frame.locator('.header .badge-stale');
  }

  get verdict(): Locator {
    return this.frame.locator('.header .verdict');
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  chart(id: string): Locator {
    return this.frame.locator(`[data-chart="${id}"] canvas`);
  }

  /** Waits until the header shows this word of a state. */
  async becomes(state: string): Promise<void> {
    await this.state.filter({ hasText: state }).waitFor();
  }

  /** What the header says: `steps` to `3,000`, the optimizer under `optimizer`. */
  async facts(): Promise<Map<string, string>> {
    const pairs = await this.frame
      .locator('.header dl > div')
      .evaluateAll((rows) =>
        rows
          .map((row) => [
            row.querySelector('dt')?.textContent,
            row.querySelector('dd')?.textContent,
          ])
          .filter((pair): pair is [string, string] => pair.every((text) => text != null)),
      );
    return new Map(pairs);
  }

  /** Moves the cursor there with the step field, and waits until the table shows it. */
  async goToStep(step: number): Promise<void> {
    const field = this.frame.locator('.timeline input[type="number"]');
    // A redraw between typing and Enter puts the old step back; a person types again.
    for (let tries = 0; tries < 5; tries++) {
      await field.fill(String(step));
      if ((await field.inputValue()) === String(step)) await field.press('Enter');
      if ((await field.inputValue()) === String(step)) break;
    }
    await this.showsStep(step);
  }

  async showsStep(step: number): Promise<void> {
    await this.frame.locator(`table.values[data-step="${step}"]`).waitFor();
  }

  /** The table's numbers: of coordinate 1, `(await panel.values(1)).get('mHat')`. */
  async values(coordinate: number): Promise<Map<string, number>> {
    const cells = await this.frame
      .locator(`table.values tr[data-coordinate="${coordinate}"] td`)
      .evaluateAll((found) =>
        found.map((cell): [string, number] => [
          cell.getAttribute('data-series') ?? '',
          Number(cell.textContent),
        ]),
      );
    return new Map(cells);
  }

  /** A number of the whole run at the cursor. */
  async runValue(series: string): Promise<number> {
    return Number(await this.frame.locator(`[data-run-value="${series}"]`).textContent());
  }
}
