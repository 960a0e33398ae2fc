import { shownName } from '../text';
import { usePanel } from '../views/context';

/** What there is to be told of the step under the cursor, over the timeline. */
export function Told() {
  const { panel } = usePanel();
  const { told } = panel.jumps;
  return (
    <div class="told" role="status">
      {told.map((text, nth) => (
        <p key={nth}>{shownName(text)}</p>
      ))}
    </div>
  );
}
