import type * as vscode from 'vscode';

/** Languages whose documents may hold objectives. */
export const languages = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];

/** For providers: every scheme, so untitled, read-only and virtual documents and notebook cells. */
export const selector: vscode.DocumentSelector = languages.map((language) => ({ language }));

export function isSupported(document: vscode.TextDocument): boolean {
  return languages.includes(document.languageId);
}
