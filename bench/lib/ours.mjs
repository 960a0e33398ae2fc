import { load } from './build.mjs';
import { hyperparameters, source, width } from './rosenbrock.mjs';

/** Rosenbrock compiled as a person writes it, and the job that traces it. */
export async function compiled(steps) {
  const { analyse, bundleObjective, compileProgram } = await load(
    'objective/analyse',
    'objective/bundle',
    'autodiff/program',
  );
  const analysis = analyse(source, 'rosenbrock.ts', 'typescript');
  const { bundle } = await bundleObjective(analysis, analysis.objectives[0], async () => null);
  const program = compileProgram(bundle, { seed: 0, start: null, console: () => undefined });
  const job = {
    ...{ type: 'trace', run: 1, token: '', bundle, seed: 0, start: null, bounds: null },
    ...{ limits: { memory: 768, evaluationTime: 5000 }, optimizer: 'adam', hyperparameters, steps },
    ...{ dialect: 'pytorch', precision: 'float64', schedule: '', groups: [] },
    clip: { value: null, norm: null },
  };
  return { program, job };
}

/** The project's engine loop, in this process: the objective's source as a person writes it. */
export async function ours(steps) {
  const { runTrace } = await load('engine/trace');
  const { program, job } = await compiled(steps);
  const rows = new Float64Array(steps * width);
  // As in the sandbox: the engine writes into a block that is used again, and others keep the rows.
  const block = new Float64Array(Math.min(steps, 8192) * width);
  const output = {
    ready: () => undefined,
    block: () => block,
    rows: (firstStep, data) => rows.set(data, (firstStep - 1) * width),
    note: () => undefined,
    evaluating: () => true,
  };
  return {
    name: `Adamscope, gradient by ${program.gradientSource}`,
    rows,
    run() {
      const end = runTrace(job, program, output);
      if (end.step !== steps) throw new Error(`ended at ${end.step}: ${JSON.stringify(end.error)}`);
    },
  };
}
