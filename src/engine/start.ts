import type { Program } from '../autodiff/program';
import { message } from '../messages';
import type { Message } from '../protocol/message';

/** Coordinates up to which an objective is examined: with a million that takes longer than ten steps. */
const mostExamined = 250_000;

/**
 * What is worth a word about the objective at the start: that it is not deterministic, has no
 * gradient, has a kink there, or changes its argument. Each part is one more evaluation, so that
 * the caller can watch and cancel between them.
 */
export class StartCheck {
  constructor(
    private readonly program: Program,
    /** θ of row 0: the program's start, rounded as the optimizer rounds. */
    private readonly start: Float64Array,
    /** Of the first evaluation, at t = 1. */
    private readonly loss: number,
    private readonly gradient: Float64Array,
  ) {}

  parts(): (() => Message[])[] {
    const parts = [() => this.again()];
    if (this.start.length <= mostExamined) parts.push(() => this.examined());
    return parts;
  }

  private examined(): Message[] {
    return this.program.examine(this.theta(), 1);
  }

  /** Evaluates the start once more: the bits must agree. */
  private again(): Message[] {
    const { program, loss, gradient } = this;
    const found: Message[] = [];
    const second = new Float64Array(gradient.length);
    const secondLoss = program.valueAndGradient(this.theta(), 1, second);
    if (!sameBits(loss, secondLoss)) {
      const args = ['loss', String(loss), String(secondLoss)];
      found.push(message('engine.non-deterministic', args));
    } else {
      const index = gradient.findIndex((value, i) => !sameBits(value, second[i]!));
      if (index >= 0) {
        const args = [`g[${index}]`, String(gradient[index]), String(second[index])];
        found.push(message('engine.non-deterministic', args));
      }
    }
    if (gradient.every((value) => value === 0)) found.push(message('engine.zero-gradient'));
    return found;
  }

  private theta(): Float64Array {
    return this.start.slice();
  }
}

function sameBits(a: number, b: number): boolean {
  if (a !== a) return b !== b;
  return a === b && (a !== 0 || 1 / a === 1 / b);
}
