import type { RunState } from '../../src/protocol/run';
import { shownName, type Words } from '../text';
import { StateIcon } from './StateIcon';

interface TitleProps {
  objective: string;
  state: RunState;
  words: Words;
  /** Shows the objective in its file; null: it cannot be shown here. */
  reveal: (() => void) | null;
}

/** The objective's name, which leads to its code, and how what runs on it goes. */
export function Title({ objective, state, words, reveal }: TitleProps) {
  return (
    <>
      <h1 class="title">
        {reveal ? (
          <button
            class="link"
            title={words.say('objective.reveal', shownName(objective))}
            onClick={reveal}
          >
            <bdi>{shownName(objective)}</bdi>
          </button>
        ) : (
          <bdi>{shownName(objective)}</bdi>
        )}
      </h1>
      <span class={`state state-${state}`} role="status">
        <StateIcon state={state} />
        {words.say(`state.${state}`)}
      </span>
    </>
  );
}
