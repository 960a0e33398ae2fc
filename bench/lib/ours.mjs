import { load } from './build.mjs';
import { hyperparameters, source, width } from './rosenbrock.mjs';

/** The project's engine loop, in this process: the objective's source as a person writes it. */
export async function ours(steps) {
  const { analyse, bundleObjective, compileProgram, runTrace } = await load(
    'objective/analyse',
    'objective/bundle',
    'autodiff/program',
    'engine/trace',
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
  const rows = new Float64Array(steps * width);
  const output = {
    ready: () => undefined,
    block: () => rows,
    rows: () => undefined,
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
