import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { CompiledProgram } from '../../../src/autodiff/compiled/program';
import { compileProgram, type Program } from '../../../src/autodiff/program';
import { Randomness } from '../../../src/autodiff/random';
import { contributions } from '../../../src/autodiff/tape';
import { inEnglish } from '../../../src/messages';
import type { SourceBundle } from '../../../src/protocol/objective';
import { centralDifferences } from '../autodiff/numerical';
import { bundled } from '../objective/helpers';

/** What is written down of each objective, and shown in docs/gradients.md. */
export interface Measured {
  rung: Program['gradientSource'];
  /** What the compiler says of the first thing it declined. */
  declined?: string;
  /** |compiled − tape| ÷ the sum of the absolute contributions, at the worst coordinate. */
  toTape?: number;
  /** |g − central difference| ÷ max(1, |central difference|), at the worst coordinate. */
  toDifferences: number;
}

const folder = 'test/unit/corpus/programs';
/** The step at which all are evaluated: any but the first. */
const step = 3;

/** File names of the corpus: each has one exported objective, and says in its first line what it is. */
export function corpusFiles(): string[] {
  return readdirSync(folder).sort();
}

export function textOf(file: string): string {
  return readFileSync(`${folder}/${file}`, 'utf8');
}

/**
 * One objective from its text on, at its start and at two points beside it.
 * Asserts the bits of every value against Node's and those of the plain function.
 */
export async function measure(file: string): Promise<Measured> {
  const text = textOf(file);
  const found = await bundled({ [file]: text }, selectorOf(text));
  assert.ok('bundle' in found, JSON.stringify(found));
  const options = { seed: 0, start: null, console: () => undefined };
  const program = compileProgram(found.bundle, options);
  const { start, gradientSource: rung } = program;
  assert.ok(Object.is(program.value(start, step), plainValue(text, found.bundle)), 'as in Node');
  let [toTape, toDifferences] = [0, 0];
  for (const theta of [start, beside(start, 0.013, 1), beside(start, 0.021, 4)]) {
    const gradient = new Float64Array(theta.length);
    const value = program.valueAndGradient(theta, step, gradient);
    assert.ok(Object.is(value, program.value(theta, step)), 'the same with the gradient');
    const numerical = centralDifferences((at) => program.value(at, step), theta);
    toDifferences = Math.max(
      toDifferences,
      ...numerical.map((d, i) => Math.abs(gradient[i]! - d) / Math.max(1, Math.abs(d))),
    );
    if (program instanceof CompiledProgram) {
      toTape = Math.max(toTape, differenceToTape(program, theta, value, gradient));
    }
  }
  if (!(program instanceof CompiledProgram)) {
    return { rung, declined: inEnglish(program.declined!), toDifferences };
  }
  assert.equal(program.fallbacks, 0, 'evaluations that the tape did in its place');
  return { rung, toTape, toDifferences };
}

function differenceToTape(
  { tape }: CompiledProgram,
  theta: Float64Array,
  value: number,
  gradient: Float64Array,
): number {
  const onTape = new Float64Array(theta.length);
  const sizes = new Float64Array(theta.length);
  assert.ok(Object.is(value, tape.valueAndGradient(theta, step, onTape)), 'the same on the tape');
  contributions(sizes);
  const differences = Array.from(gradient, (g, i) => {
    const difference = Math.abs(g - onTape[i]!);
    return difference === 0 ? 0 : difference / sizes[i]!;
  });
  return Math.max(...differences);
}

const beside = (theta: Float64Array, by: number, phase: number) =>
  theta.map((x, i) => x + by * Math.sin(i + phase));

export function selectorOf(text: string): string {
  return /export (?:default )?(?:const|function) ([^\s(=:]+)/.exec(text)![1]!;
}

/** The value that Node gives to the file's one export, at its defaults. */
function plainValue(text: string, { context }: SourceBundle): number {
  const { code } = transformSync(text, { loader: 'ts', format: 'cjs', target: 'es2022' });
  const module: { exports: Record<string, (...given: unknown[]) => number> } = { exports: {} };
  const run = Reflect.construct(Function, ['module', 'exports', `"use strict";${code}`]) as (
    ...given: unknown[]
  ) => void;
  run(module, module.exports);
  const random = new Randomness(0);
  random.begin(step);
  const given = Array.from({ length: context + 1 }, (_, i) =>
    i === context ? { step, random: random.contextRandom } : undefined,
  );
  return Object.values(module.exports)[0]!(...given);
}
