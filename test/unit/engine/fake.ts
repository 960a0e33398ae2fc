import type { EngineHeader, EngineOutput } from '../../../src/engine/output';
import type { Program } from '../../../src/autodiff/program';
import type { TraceJob } from '../../../src/protocol/engine';
import type { Leaf } from '../../../src/protocol/leaf';
import type { Message } from '../../../src/protocol/message';
import { spec } from '../optimizers/support';

/** A program written by hand: what the engine sees of an objective. */
export function program(parts: {
  start: number[];
  f(theta: Float64Array, t: number): number;
  gradient(theta: Float64Array, t: number): number[];
  examine?: Program['examine'];
}): Program {
  const names = ['x', 'y', 'z', 'w'].slice(0, parts.start.length);
  const leaves: Leaf[] = [
    {
      name: `[${names.join(', ')}]`,
      path: [0],
      length: names.length,
      shape: [names.length],
      coordinates: names,
    },
  ];
  return {
    gradientSource: 'tape',
    leaves,
    start: Float64Array.from(parts.start),
    value: (theta, t) => parts.f(theta, t),
    valueAndGradient(theta, t, gradient) {
      const loss = parts.f(theta, t);
      gradient.set(parts.gradient(theta, t));
      return loss;
    },
    examine: parts.examine ?? (() => []),
  };
}

/** (1 − x)² + 100·(y − x²)² from (−1.2, 1). */
export const rosenbrock = (): Program =>
  program({
    start: [-1.2, 1],
    f: ([x, y]) => (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2,
    gradient: ([x, y]) => [-2 * (1 - x!) - 400 * x! * (y! - x! ** 2), 200 * (y! - x! ** 2)],
  });

export function job(changes: Partial<TraceJob> = {}): TraceJob {
  return {
    type: 'trace',
    run: 1,
    token: 'token',
    bundle: { name: 'f', code: '', parameters: [], context: -1, file: 'f.ts', map: null },
    seed: 0,
    start: null,
    limits: { memory: 768, evaluationTime: 5000 },
    ...spec({ hyperparameters: { lr: 0.1 } }),
    steps: 10,
    bounds: null,
    ...changes,
  };
}

/** Keeps all that the engine says. */
export class Recorder implements EngineOutput {
  header!: EngineHeader;
  notes: Message[] = [];
  frames: { firstStep: number; data: Float64Array }[] = [];
  /** Steps completed at each evaluation. */
  watched: number[] = [];

  /** `stopAt`: says no to the evaluation number `stopAt`, counted from 0. */
  constructor(private readonly stopAt = Infinity) {}

  ready(header: EngineHeader): void {
    this.header = header;
  }
  rows(firstStep: number, data: Float64Array): void {
    this.frames.push({ firstStep, data: data.slice() });
  }
  note(message: Message): void {
    this.notes.push(message);
  }
  evaluating(step: number): boolean {
    return this.watched.push(step) <= this.stopAt;
  }

  get codes(): string[] {
    return this.notes.map((note) => note.code);
  }

  /** All rows in order, each as its numbers; checks that no step is missing. */
  rowsOf(width: number): number[][] {
    const rows: number[][] = [];
    for (const { firstStep, data } of this.frames) {
      if (firstStep !== rows.length + 1)
        throw new Error(`frame from ${firstStep} after ${rows.length}`);
      for (let at = 0; at < data.length; at += width) rows.push([...data.subarray(at, at + width)]);
    }
    return rows;
  }
}
