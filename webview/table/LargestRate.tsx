import { useEffect } from 'preact/hooks';
import type { LargestRate as Found } from '../../src/protocol/leavesView';
import { shownName, shownValue, type Words } from '../text';
import { usePanel } from '../views/context';
import { showCoordinate } from './show';

/** Which coordinate has the largest effective learning rate at the cursor, and why. */
export function LargestRate() {
  const { panel, words } = usePanel();
  useEffect(() => {
    panel.wantOfLeaves({ standingOut: true });
    return () => panel.wantOfLeaves({ standingOut: false });
  }, []);
  const answer = panel.answers.leaves.standingOut;
  const found = panel.cursor > 0 ? answer?.largestRate : null;
  if (!found) return null;
  const { coordinate, reason, leftOut } = found;
  const name = shownName(panel.names.at(coordinate));
  // The name stands in the sentence as a button.
  const [before, after] = saidOf(found, words).split(placeOfName);
  const left = leftOut === 1 ? 'rate.leftOut.one' : 'rate.leftOut';
  return (
    <p class="largest-rate" data-reason={reason}>
      {before}
      {after !== undefined && (
        <>
          <button
            class="link"
            title={words.say('leaves.out.show', name)}
            onClick={() => showCoordinate(panel, coordinate)}
          >
            <bdi class="name">{name}</bdi>
          </button>
          {after}
        </>
      )}
      {leftOut > 0 && <span class="muted"> {words.say(left, words.count(leftOut))}</span>}
    </p>
  );
}

/** A character that is in no text. */
const placeOfName = '\u0000';

function saidOf({ reason, value, symbol, divisor }: Found, words: Words): string {
  const [is, by] = [shownValue(value), shownValue(divisor)];
  return words.say(`rate.${reason}`, placeOfName, is, shownName(symbol), by);
}
