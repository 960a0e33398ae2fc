import * as vscode from 'vscode';
import type { Runs } from './runs';

/** Runs outlive their documents: they follow a rename, and say when their file is gone. */
export function registerRenames(runs: Runs): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) runs.move(oldUri, newUri);
    }),
    vscode.workspace.onDidDeleteFiles(({ files }) =>
      files.forEach((uri) => runs.loseDocument(uri)),
    ),
    vscode.workspace.onDidCloseTextDocument(({ uri, isUntitled }) => {
      if (isUntitled) runs.loseDocument(uri);
    }),
  );
}
