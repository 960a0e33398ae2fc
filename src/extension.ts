import type * as vscode from 'vscode';
import type { AdamscopeApi } from './editor/api';
import { registerFront } from './editor/front';

export type { AdamscopeApi, RunSnapshot } from './editor/api';

/** The front alone, in the file that VS Code reads at its start; the rest is a file beside it. */
export function activate(context: vscode.ExtensionContext): AdamscopeApi {
  return registerFront(context, async () => {
    const { compose } = await import('./compose');
    return () => compose(context);
  });
}
