import type { RunState } from '../../src/protocol/run';

const shapes: Record<Exclude<RunState, 'running'>, string> = {
  done: 'M3.5 8.5l3 3 6-7',
  stopped: 'M4.5 4.5h7v7h-7z',
  'user-error': 'M4.5 4.5l7 7m0-7l-7 7',
  limit: 'M8 3.5v5.5m0 2.4v1.1',
  crashed: 'M9 2.5L5 9h3l-1 4.5L11 7H8z',
};

/** A shape per state: colour alone would not tell them apart. */
export function StateIcon({ state }: { state: RunState }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      {state === 'running' ? (
        <path class="spinner" d="M8 2.5a5.5 5.5 0 1 1-5.5 5.5" />
      ) : (
        <path d={shapes[state]} />
      )}
    </svg>
  );
}
