import type { Limits, Resume } from '../protocol/engine';
import type { Message, Place } from '../protocol/message';
import type { Evaluate, OptimizerBundle, SourceBundle } from '../protocol/objective';
import type { Mark } from '../protocol/marks';
import type { OptimizerSpec } from '../protocol/optimizer';
import type { RunError, RunState } from '../protocol/run';
import type { Trace } from '../trace/trace';
import type { PlacedTag } from './tagPlaces';

/** All that decides a run: the same request gives the same numbers again. */
export interface RunRequest extends OptimizerSpec {
  /** `key` names one objective of one document; `place`, where known, is that of its name. */
  objective: { key: string; name: string; file: string; place?: Place };
  bundle: SourceBundle;
  /** The user's own optimizer, where `optimizer` names one. */
  own?: OptimizerBundle;
  /** How often `bundle.evaluated` is evaluated, where there is such a function. */
  evaluate?: Evaluate;
  steps: number;
  seed: number;
  /** One JSON value per argument without the context, in place of the defaults. */
  start: unknown[] | null;
  bounds: [number, number] | null;
  /** A known minimum, flat over the coordinates. */
  minimum: number[] | null;
  limits: Limits;
  /** It answers a moving hand: it is shown and gone, and no history has it. */
  transient?: boolean;
  /** Another run of the same code is likely to follow at once. */
  stays?: boolean;
  /** The state of another run from which it goes on. */
  resume?: Resume;
  /** Tags behind the spec: what the engine finds wrong with it is shown there. */
  tags?: readonly PlacedTag[];
  /** What was remarked while the request was made; the run's first notes. */
  notes?: Message[];
}

/** One execution. Views read it; only the session writes it. */
export interface Run {
  /** Never used twice in a session, so that two runs can be compared by their ids. */
  readonly id: number;
  readonly request: RunRequest;
  state: RunState;
  /** Null until the engine has evaluated the start. */
  trace: Trace | null;
  finalLoss: number | null;
  error: RunError | null;
  notes: Message[];
  /** False where the engine process could not prove that the permission model is at work. */
  isolated: boolean;
  /** Versions of what evaluates the objective, once it has said so. */
  engine?: { node: string; v8: string };
  /** The step that every view shows: 0 … `trace.length`. */
  cursor: number;
  /** The objective's text is no longer the one that ran. */
  stale: boolean;
  /** Of late while it runs, over all once it has ended; null until known. */
  millisecondsPerEvaluation: number | null;
  /** Of what is evaluated beside the loss, once the run has ended. */
  millisecondsPerEvaluated?: number;
  /** It stays, however many others of its objective run. */
  pinned?: boolean;
  /** Steps that a person has marked. */
  marks?: readonly Mark[];
  /** How far its sharpness has come, once somebody asked for it. */
  sharpness?: SharpnessProgress;
}

export interface SharpnessProgress {
  state: 'computing' | 'done' | 'failed';
  /** Steps computed, of all that are wanted. */
  done: number;
  all: number;
  /** Why it failed. */
  problem: Message | null;
}

export type RunChange =
  | 'started'
  | 'ready'
  | 'steps'
  | 'state'
  | 'note'
  | 'cursor'
  | 'stale'
  | 'removed'
  | 'sharpness'
  | 'pinned';
