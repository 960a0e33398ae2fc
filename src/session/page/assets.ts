import { readFile } from 'node:fs/promises';
import * as path from 'node:path';

/** What of dist/webview makes a page. */
export interface PageAssets {
  /** The panel, and the host that it has on a page; in this order. */
  scripts: string[];
  style: string;
}

/** @param dist where the build has put the extension's files */
export async function readPageAssets(dist: string): Promise<PageAssets> {
  const text = (name: string) => readFile(path.join(dist, 'webview', name), 'utf8');
  const [style, ...scripts] = await Promise.all(['pageStyle.css', 'main.js', 'page.js'].map(text));
  return { scripts, style: style! };
}
