import { createHash } from 'node:crypto';
import type * as vscode from 'vscode';

/** What a person said of a file: what columns are, and what made it. */
export interface Statement {
  /** Names, or words of names, and what they are. */
  map: [name: string, target: string][];
  /** As tags write it, `adam`; null: nobody said. */
  optimizer: string | null;
  /** As tags write them, `lr=0.01 beta2=0.99`. */
  hyperparameters: string;
}

export const nothingSaid: Statement = { map: [], optimizer: null, hyperparameters: '' };

/** Statements by file and names of columns: other columns are another file. */
export class Remembered {
  constructor(private readonly memory: vscode.Memento) {}

  of(uri: vscode.Uri, columns: readonly string[]): Statement {
    return this.memory.get<Statement>(keyOf(uri, columns)) ?? nothingSaid;
  }

  async keep(uri: vscode.Uri, columns: readonly string[], said: Statement): Promise<void> {
    await this.memory.update(keyOf(uri, columns), said);
  }
}

function keyOf(uri: vscode.Uri, columns: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(columns)).digest('hex');
  return `import ${uri.toString()} ${hash}`;
}
