import * as vscode from 'vscode';
import type { Settings } from '../session/settings';

const codeLensModes = ['auto', 'tagged', 'off'] as const;
export type CodeLensMode = (typeof codeLensModes)[number];

/** Settings as they hold for a document; those of a wrong type count as their default. */
export function viewSettings(scope: vscode.ConfigurationScope): {
  codeLens: CodeLensMode;
  inlineValues: boolean;
  runOnSave: boolean;
} {
  const given = vscode.workspace.getConfiguration('adamscope', scope);
  const mode = given.get<unknown>('codeLens');
  return {
    codeLens: codeLensModes.find((known) => known === mode) ?? 'auto',
    inlineValues: given.get<unknown>('inlineValues') !== false,
    runOnSave: given.get<unknown>('runOnSave') === true,
  };
}

/** Settings that decide runs, unchecked: the session checks and clamps them. */
export function runSettings(scope: vscode.ConfigurationScope): Settings {
  const given = vscode.workspace.getConfiguration('adamscope', scope);
  return {
    steps: given.get('steps'),
    seed: given.get('seed'),
    hyperparameters: given.get('hyperparameters'),
    memoryLimit: given.get('memoryLimit'),
    evaluationTimeLimit: given.get('evaluationTimeLimit'),
    traceSize: given.get('traceSize'),
  };
}
