import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../../../scripts/browser.mjs';
import { copyExamples } from '../../../scripts/host.mjs';
import { root, vsix } from '../../../scripts/provide.mjs';
import { makeProfile, serve, type Profile, type Served } from '../../../scripts/vscode.mjs';
import { CodeEditor } from './codeEditor';
import { EngineWatch } from './engines';
import { watchFirstChart } from './firstChart';
import { PanelPage } from './panelPage';

interface Options {
  settings?: Record<string, unknown>;
  /** Files beside the examples: name to text. */
  files?: Record<string, string>;
  /** Packages of other extensions to install beside ours. */
  extensions?: string[];
  /** The display language; English without it. */
  language?: string;
  /** Everything is, unless Workspace Trust is to be asked for. */
  trusted?: boolean;
}

/**
 * A served VS Code with the packaged extension, in a browser: what a person sees, used by mouse and
 * keyboard alone. A copy of `examples/` is open.
 */
export class Workbench {
  readonly editor: CodeEditor;
  readonly panel: PanelPage;

  private constructor(
    readonly page: Page,
    readonly folder: string,
    private readonly browser: Browser,
    private readonly server: Served,
    private readonly profile: Profile,
  ) {
    this.editor = new CodeEditor(page);
    this.panel = new PanelPage(page);
  }

  static async open({
    settings = {},
    extensions = [],
    files = {},
    trusted = true,
    language,
  }: Options = {}): Promise<Workbench> {
    const folder = await copyExamples(
      await mkdtemp(path.join(os.tmpdir(), 'adamscope-workbench-')),
    );
    for (const [name, text] of Object.entries(files)) {
      await writeFile(path.join(folder, name), text);
    }
    const profile = await makeProfile({ vsix, others: extensions, settings });
    const server = await serve({ profile: profile.folder, trustEverything: trusted });
    const browser = await openBrowser();
    const page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
    // Generous: a busy machine is no failure; a missing thing still is, only later.
    page.setDefaultTimeout(90_000);
    await watchFirstChart(page);
    // What a language pack sets before VS Code starts; there is none to install here, so that its
    // own words stay English.
    await page.addInitScript((given) => {
      if (given) Object.assign(window, { _VSCODE_NLS_LANGUAGE: given });
    }, language);
    const workbench = new Workbench(page, folder, browser, server, profile);
    await page.goto(server.url(folder));
    await workbench.#drawn();
    return workbench;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    await this.profile.remove();
    await rm(path.dirname(this.folder), { recursive: true, force: true, maxRetries: 5 });
  }

  /** Loads the page anew, as F5 does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.#drawn();
  }

  /** Watches which engine processes are started from now on. */
  watchEngines(): Promise<EngineWatch> {
    return EngineWatch.begin(this.profile.folder);
  }

  async #drawn(): Promise<void> {
    await this.page.getByRole('treeitem', { name: 'rosenbrock.ts' }).waitFor();
  }

  /** Opens a file of the folder by its name, on the left. */
  async openFile(name: string): Promise<void> {
    const left = this.page.locator('.editor-group-container').first();
    const tab = left.locator(`.tab.active[data-resource-name="${name}"]`);
    await this.untilSeen(tab, async () => {
      await this.page.keyboard.press('Control+1');
      await this.pick('Control+p', name, name);
    });
    await this.editor.lines.first().waitFor();
  }

  /** Runs a command from the palette by its full title, `Adamscope: Trace Adam`. */
  async command(title: string): Promise<void> {
    await this.pick('F1', `>${title}`, title);
  }

  /** The same of one that asks something: its own quick pick comes up in place of the palette. */
  async commandThatAsks(title: string): Promise<void> {
    await this.#choose('F1', `>${title}`, title);
  }

  /** Opens the context menu on a word of the code and takes the entry of this name. */
  async menu(line: string, word: string, entry: string): Promise<void> {
    await this.editor.rightClick(line, word);
    const item = this.page.getByRole('menuitem', { name: entry, exact: true });
    // A menu that has just come up under the pointer may take the click for the end of the one that
    // opened it, and stay.
    await this.untilSeen(item, () => item.click(), 'hidden');
    // VS Code in a browser never saw the right button come up, and shows no hover, whatever the
    // entry was, before the next click.
    await this.editor.click(line, word);
  }

  /** Presses a key that opens a quick pick, types, and takes the first row once it is the one meant. */
  async pick(key: string, text: string, row: string): Promise<void> {
    const widget = await this.#choose(key, text, row);
    await widget.waitFor({ state: 'hidden' });
  }

  async #choose(key: string, text: string, row: string): Promise<Locator> {
    const widget = this.page.locator('.quick-input-widget:visible');
    await this.untilSeen(widget, () => this.page.keyboard.press(key));
    await widget.locator('input[type="text"]').fill(text);
    await widget.locator('.monaco-list-row').first().filter({ hasText: row }).waitFor();
    await this.page.keyboard.press('Enter');
    return widget;
  }

  /**
   * Does something until its effect is seen: while a webview has the focus, it passes keys on to
   * the workbench, and loses those that come before its page has been loaded.
   */
  private async untilSeen(
    effect: Locator,
    act: () => Promise<void>,
    state: 'visible' | 'hidden' = 'visible',
  ): Promise<void> {
    for (let rest = 3; ; rest--) {
      await act();
      try {
        return await effect.waitFor({ state, timeout: rest > 0 ? 8000 : 60_000 });
      } catch (error) {
        if (rest === 0) throw error;
      }
    }
  }

  /** The notifications in sight. */
  get notifications(): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item-message');
  }

  /** Keeps a picture among the artefacts. */
  async screenshot(name: string): Promise<void> {
    const folder = path.join(root, 'artefacts', 'workbench');
    await mkdir(folder, { recursive: true });
    await this.page.screenshot({ path: path.join(folder, `${name}.png`) });
  }
}
