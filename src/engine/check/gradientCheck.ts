import { judge } from '../../autodiff/numerical/judge';
import { ObjectiveError } from '../../autodiff/objectiveError';
import type { Program } from '../../autodiff/program';
import { message } from '../../messages';
import type { CheckJob } from '../../protocol/engine';
import type { CheckedPoint, CheckHeader } from '../../protocol/gradientCheck';
import type { EngineOutput } from '../output';
import { Draws } from './points';

export interface CheckOutput extends Pick<EngineOutput, 'evaluating' | 'note'> {
  checking(header: CheckHeader): void;
  checked(point: CheckedPoint): void;
}

/** How often a point comes closer to the start before it is given up. */
const attempts = 8;
/** Compiled gradient and tape may round differently, relative to the largest derivative. */
const rounding = 1e-9;

/**
 * Holds the exact gradient against differences of the loss, at the start and at points around it.
 * At every point all evaluations see the same step and so the same random numbers.
 *
 * @param tape the program on the tape, where `program` is compiled
 * @returns whether it came to its end; false: `output.evaluating` said to stop
 * @throws ObjectiveError where the start cannot be evaluated
 */
export function checkGradient(
  job: CheckJob,
  program: Program,
  tape: Program | null,
  output: CheckOutput,
): boolean {
  const { gradientSource, leaves } = program;
  output.checking({ gradientSource, leaves, points: job.points });
  if (program.declined) output.note(program.declined);
  return new GradientCheck(job, program, tape, output).run();
}

interface Evaluated {
  theta: Float64Array;
  loss: number;
  gradient: Float64Array;
}

class GradientCheck {
  private readonly draws: Draws;
  private readonly said = new Set<string>();

  constructor(
    private readonly job: CheckJob,
    private readonly program: Program,
    private readonly tape: Program | null,
    private readonly output: CheckOutput,
  ) {
    this.draws = new Draws(job.seed);
  }

  run(): boolean {
    for (let point = 0; point < this.job.points; point++) {
      const found = this.evaluate(point);
      if (found === 'stopped') return false;
      if (!found) this.output.note(message('check.skipped', [point]));
      else if (!this.compare(point, found)) return false;
    }
    return true;
  }

  /** The gradient at a point; null where the loss has no value anywhere near. */
  private evaluate(point: number): Evaluated | 'stopped' | null {
    const { program, job, draws } = this;
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (!this.goesOn(point)) return 'stopped';
      const theta = draws.point(program.start, point, 2 ** -attempt, job.bounds);
      const gradient = new Float64Array(theta.length);
      try {
        const loss = program.valueAndGradient(theta, point + 1, gradient);
        if (Number.isFinite(loss)) return { theta, loss, gradient };
        if (point > 0) continue;
        throw new ObjectiveError(message('engine.loss-not-finite', [String(loss), 0]));
      } catch (error) {
        // Away from the start an objective may refuse what it is given.
        if (point === 0 || !(error instanceof ObjectiveError)) throw error;
      }
    }
    return null;
  }

  private compare(point: number, { theta, loss, gradient }: Evaluated): boolean {
    const { program, draws } = this;
    const t = point + 1;
    const coordinates = draws.coordinates(theta.length, point);
    const other = this.tapeGradient(theta, t, gradient);
    if (!this.goesOn(point)) return false;
    for (const remark of program.examine(theta.slice(), t)) this.note(remark);
    const checked: CheckedPoint = {
      ...{ point, loss, coordinates },
      theta: Float64Array.from(coordinates, (i) => theta[i]!),
      exact: Float64Array.from(coordinates, (i) => gradient[i]!),
      tape: Float64Array.from(coordinates, (i) => other[i]!),
      numerical: new Float64Array(coordinates.length),
      uncertainty: new Float64Array(coordinates.length),
      verdicts: [],
    };
    const moved = theta.slice();
    for (const [k, i] of coordinates.entries()) {
      if (!this.goesOn(point)) return false;
      const along = (x: number) => {
        moved[i] = x;
        return valueOrNaN(program, moved, t);
      };
      const found = judge(along, theta[i]!, loss, gradient[i]!);
      moved[i] = theta[i]!;
      checked.numerical[k] = found.value;
      checked.uncertainty[k] = found.uncertainty;
      checked.verdicts.push(found.verdict);
    }
    this.output.checked(checked);
    return true;
  }

  /** By coordinate, NaN where it is the compiled one but for rounding. */
  private tapeGradient(theta: Float64Array, t: number, gradient: Float64Array): Float64Array {
    if (!this.tape) return gradient.map(() => NaN);
    const other = new Float64Array(gradient.length);
    this.tape.valueAndGradient(theta, t, other);
    const largest = other.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    return other.map((x, i) => {
      const isSame = Object.is(x, gradient[i]) || Math.abs(x - gradient[i]!) <= rounding * largest;
      return isSame ? NaN : x;
    });
  }

  private goesOn(point: number): boolean {
    return this.output.evaluating(point);
  }

  /** Each remark once, whatever the point. */
  private note(remark: Parameters<CheckOutput['note']>[0]): void {
    const key = `${remark.code} ${remark.place?.line}:${remark.place?.column}`;
    if (this.said.has(key)) return;
    this.said.add(key);
    this.output.note(remark);
  }
}

/** Beside a point the objective may refuse what it is given: it has no value there. */
function valueOrNaN(program: Program, theta: Float64Array, t: number): number {
  try {
    return program.value(theta, t);
  } catch (error) {
    if (error instanceof ObjectiveError) return NaN;
    throw error;
  }
}
