import { message } from '../messages';
import type { Leaf } from '../protocol/leaf';
import type { Message, Place } from '../protocol/message';
import type { SourceBundle } from '../protocol/objective';
import { watchLostGradients } from './activeAsNumber';
import * as arrays from './arrays';
import { makeCall, type Call } from './call';
import { activeEnvironment, plainEnvironment, type Print } from './environment';
import { Examination } from './examine';
import { failure, returnedNumber, thrown } from './failure';
import { layOut, type Layout } from './layout';
import { Module, type Objective } from './module';
import { bySource } from './naming';
import type { Probe } from './numerical/unseen';
import { ObjectiveError } from './objectiveError';
import * as operators from './operators';
import { Places } from './places';
import { Printing } from './printing';
import type { Program, ProgramOptions } from './program';
import { Randomness } from './random';
import { compileGradient } from './compiled/compile';
import { Declined } from './compiled/decline';
import { isPristine } from './compiled/pristine';
import { CompiledProgram } from './compiled/program';
import type { TopLevel } from './compiled/topLevel';
import { startCurvature } from './second/curvature';
import { curvedEnvironment, curvedOperators } from './second/operators';
import { RecordedEvaluation, type SecondOrder } from './second/recorded';
import { Source } from './source';
import { startValues } from './start';
import { scratch, startTape, sweep } from './tape';
import { isForeign } from './unsupported';

/** A running copy of the objective, ready to be called with θ. */
interface Variant {
  module: Module;
  call: Call;
}

/** Under which name the code exports the values of its top level. */
const accessors = 'adamscope values';

/** The objective on the tape, and what is made of it: a compiled one, a probe, second derivatives. */
export class TapeProgram implements Program {
  readonly gradientSource = 'tape';
  declined?: Message;
  readonly leaves: Leaf[];
  readonly start: Float64Array;
  private readonly places: Places;
  private readonly source: Source;
  private readonly random: Randomness;
  private readonly layout: Layout;
  private readonly plain: Variant;
  /** What the tape refuses in the top level, instead of the variant. */
  private readonly tape: Variant | ObjectiveError;
  private readonly topLevel: TopLevel | null;
  private readonly math: unknown;
  private readonly printing: Printing;

  constructor(
    private readonly bundle: SourceBundle,
    private readonly options: ProgramOptions,
  ) {
    this.places = new Places(bundle);
    this.source = new Source(bundle, this.places);
    this.random = new Randomness(options.seed);
    this.printing = new Printing(options.console);
    this.topLevel = options.gradient === 'tape' ? null : this.source.topLevel();
    const plain = this.source.plain();
    const tail = this.topLevel?.accessors(accessors) ?? '';
    const module = new Module({ ...plain, code: plain.code + tail }, this.places);
    const environment = plainEnvironment(this.random, this.printing.print);
    this.math = environment.Math;
    const exported = this.run(module, environment);
    const { objective, start } = exported;
    this.topLevel?.attach(exported[accessors] as Record<string, () => unknown>);
    this.layout = this.placed(() => {
      const values = startValues(bundle, options.start, () => this.guard(module, start));
      return layOut(values, bundle);
    });
    this.leaves = this.layout.leaves;
    this.start = this.layout.start;
    this.plain = { module, call: makeCall(objective, this.layout.trees, 'plain') };
    this.tape = this.taped(this.printing.print);
  }

  /** What the next evaluation prints has been printed or is nobody's. */
  mute(): void {
    this.printing.mute();
  }

  private taped(print: Print): Variant | ObjectiveError {
    try {
      return this.rewritten(activeEnvironment(this.random, print), null);
    } catch (error) {
      if (error instanceof ObjectiveError && isForeign(error.said.code)) return error;
      throw error;
    }
  }

  /** The same with a compiled gradient; itself, with the reason, where that is declined. */
  compiled(): Program {
    const { topLevel, random, layout, places } = this;
    // The tape is what compiled code is held against, and falls back to.
    if (!topLevel || this.tape instanceof ObjectiveError) return this;
    try {
      if (!isPristine(this.math)) throw new Declined('code that changes built-in functions', null);
      const run = compileGradient({
        topLevel,
        trees: layout.trees,
        size: layout.start.length,
        contextRandom: random.contextRandom,
        mathRandom: random.mathRandom,
      });
      return new CompiledProgram(this, run, (t) => random.begin(t), this.options.checked);
    } catch (error) {
      // Should the compiler itself fail, the run goes on none the less.
      const { node, what } =
        error instanceof Declined ? error : new Declined('code of this kind', null);
      const place = node ? places.range(node.start!, node.end!) : places.fallback;
      this.declined = message('gradient.declined', [what], place);
      return this;
    }
  }

  valueAndGradient(theta: Float64Array, t: number, gradient: Float64Array): number {
    if (this.tape instanceof ObjectiveError) throw this.tape;
    this.random.begin(t);
    startTape();
    const result = this.evaluate(this.tape, theta, t);
    const value = returnedNumber(result, this.places);
    sweep(result, gradient);
    return value;
  }

  /** The same, telling of each number that leaves what is differentiated, and where. */
  watched(
    theta: Float64Array,
    t: number,
    gradient: Float64Array,
    whenLost: (place: () => Place | undefined) => void,
  ): number {
    watchLostGradients(() => whenLost(this.placeHere), true);
    try {
      return this.valueAndGradient(theta, t, gradient);
    } finally {
      watchLostGradients(null);
    }
  }

  /** Where the objective on the tape is now. */
  private readonly placeHere = (): Place | undefined => {
    if (this.tape instanceof ObjectiveError) return undefined;
    return this.tape.module.placeOf(new Error().stack ?? '') ?? this.places.fallback;
  };

  value(theta: Float64Array, t: number): number {
    this.random.begin(t);
    return returnedNumber(this.evaluate(this.plain, theta, t), this.places);
  }

  /**
   * Evaluates the start in a copy of its own: what the run will see is left as it was. It prints
   * what the run's first evaluation would, since it may be the only one that gets so far.
   */
  probe(): Probe | Message {
    let lost: Message | null = null;
    const ahead = this.printing.ahead();
    this.options.again?.();
    try {
      const variant = this.taped(ahead.print);
      if (variant instanceof ObjectiveError) throw variant;
      ahead.begin();
      const gradient = new Float64Array(this.start.length);
      this.random.begin(1);
      startTape();
      watchLostGradients(() => {
        const place = variant.module.placeOf(new Error().stack ?? '') ?? this.places.fallback;
        lost ??= message('gradient.lost-outside', [], place);
      }, true);
      const result = this.evaluate(variant, this.start.slice(), 1);
      const value = returnedNumber(result, this.places);
      sweep(result, gradient);
      return { value, gradient, lost };
    } catch (error) {
      if (error instanceof ObjectiveError) return error.said;
      throw error;
    } finally {
      watchLostGradients(null);
      ahead.end();
    }
  }

  examine(theta: Float64Array, t: number): Message[] {
    const environment = activeEnvironment(this.random, () => undefined);
    const examination = new Examination(this.bundle.code, this.places, environment.Math as object);
    let variant: Variant | undefined;
    try {
      variant = this.rewritten(environment, examination);
      this.random.begin(t);
      startTape();
      const { module } = variant;
      watchLostGradients(() => examination.seeLost(module.placeOf(new Error().stack ?? '')));
      const result = this.evaluate(variant, theta, t);
      watchLostGradients(null);
      const value = returnedNumber(result, this.places);
      const gradient = new Float64Array(theta.length);
      sweep(result, gradient);
      return examination.finish(Number.isFinite(value) && gradient.every(Number.isFinite));
    } catch (error) {
      if (!(error instanceof ObjectiveError)) throw error;
      return [...examination.finish(false), error.said];
    } finally {
      watchLostGradients(null);
    }
  }

  secondOrder(): SecondOrder {
    const environment = curvedEnvironment(this.random, () => undefined);
    const variant = this.rewritten(environment, null, curvedOperators);
    return (theta, t) => {
      this.random.begin(t);
      startTape();
      startCurvature();
      const result = this.evaluate(variant, theta, t);
      return new RecordedEvaluation(returnedNumber(result, this.places), result, theta.length);
    };
  }

  private evaluate(variant: Variant, theta: Float64Array, t: number): unknown {
    const context =
      this.bundle.context < 0 ? undefined : { step: t, random: this.random.contextRandom };
    try {
      return variant.call(theta, context);
    } catch (error) {
      throw failure(error, variant.module, this.places);
    } finally {
      this.printing.unmute();
    }
  }

  /** The rewritten code in an environment of its own; with an examination it reports to that. */
  private rewritten(
    environment: Record<string, unknown>,
    examination: Examination | null,
    called: typeof operators = operators,
  ): Variant {
    const holdsFloatArrays = this.layout.trees.some((tree) => holdsFloatArray(tree));
    const { source, prefix } = this.source.rewritten({
      examine: examination !== null,
      floatArrays: holdsFloatArrays || this.source.namesFloatArrays,
    });
    const all = { ...environment };
    const helpers = { scratch, ...called, ...arrays, thrown, see: examination?.see };
    for (const [name, helper] of Object.entries(helpers)) all[prefix + name] = helper;
    const module = new Module(source, this.places);
    const { objective } = this.run(module, all);
    const { trees } = this.layout;
    if (!examination) return { module, call: makeCall(objective, trees, 'active') };
    const names = this.bundle.parameters.map((each) => (each ? bySource(each).text : ''));
    const watched: Objective = (...args) => {
      try {
        return objective(...args);
      } finally {
        examination.seeArguments(args, trees, names);
      }
    };
    return { module, call: makeCall(watched, trees, 'active') };
  }

  /** Runs a copy of the code; its top level sees the random stream of step 0. */
  private run(
    module: Module,
    environment: Record<string, unknown>,
  ): { objective: Objective; start: unknown; [accessors]?: unknown } {
    this.random.begin(0);
    startTape();
    try {
      const exported = module.run(environment);
      const { objective, start } = exported;
      if (typeof objective === 'function') {
        return { objective: objective as Objective, start, [accessors]: exported[accessors] };
      }
    } catch (error) {
      throw failure(error, module, this.places);
    }
    throw new ObjectiveError(message('evaluation.no-objective', [], this.places.fallback));
  }

  /** Calls a function of the user's without arguments. */
  private guard(module: Module, f: unknown): unknown {
    if (typeof f !== 'function') return undefined;
    this.random.begin(0);
    try {
      return (f as () => unknown)();
    } catch (error) {
      throw failure(error, module, this.places);
    }
  }

  /** What is wrong with the start is wrong at the objective, if nothing more exact is known. */
  private placed<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof ObjectiveError && !error.said.place && this.places.fallback) {
        throw new ObjectiveError({ ...error.said, place: this.places.fallback });
      }
      throw error;
    }
  }
}

function holdsFloatArray(tree: Layout['trees'][number]): boolean {
  if (tree?.kind === 'array') return tree.isFloat64Array;
  if (tree?.kind === 'list') return tree.items.some(holdsFloatArray);
  return tree?.kind === 'object' && tree.entries.some(([, each]) => holdsFloatArray(each));
}
