import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../scripts/provide.mjs';
import { provideVsCode } from '../../../scripts/vscode.mjs';

/** What `adamscope trace` writes of a run, as far as these tests read it. */
export interface WrittenTrace {
  loss: number[];
  theta: number[][];
  finalLoss: number;
  [series: string]: number[][] | number[] | number;
}

/**
 * The same objective through the command line. It runs on the very Node that VS Code's extension
 * host has, since `x ** 3` differs in its last bit from one version to the next.
 */
export async function commandLineTrace(file: string): Promise<WrittenTrace> {
  const { node } = await provideVsCode();
  const { stdout } = await promisify(execFile)(
    node,
    [path.join(root, 'dist', 'cli.js'), 'trace', file],
    { maxBuffer: 64e6 },
  );
  return JSON.parse(stdout) as WrittenTrace;
}

/** The step after 2,000 with the largest loss: the spike of the Rosenbrock example. */
export function spikeOf(trace: WrittenTrace): number {
  const late = trace.loss.slice(2000);
  return 2001 + late.indexOf(Math.max(...late));
}
