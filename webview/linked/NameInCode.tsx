import type { SeriesDeclaration } from '../../src/protocol/series';
import type { LineLook } from '../charts/look';
import { firstOf } from '../state/coordinates';
import { shownName } from '../text';
import { usePanel } from '../views/context';

interface NameInCodeProps {
  name: string;
  per: SeriesDeclaration['per'];
  /** Of the coordinate, or the leaf. */
  index: number;
  look: LineLook;
}

/** The name of a line, which leads to its place in the code; underlined while the caret is there. */
export function NameInCode({ name, per, index, look }: NameInCodeProps) {
  const { panel, view, words } = usePanel();
  const shown = shownName(name);
  const isMeant = panel.highlighted.length > 0 && look.strong === true;
  const kind = isMeant ? 'name highlighted' : 'name';
  if (!view.can.reveal) {
    return (
      <bdi class={kind} title={shown}>
        {shown}
      </bdi>
    );
  }
  const coordinate = per === 'leaf' ? firstOf(view.leaves, index) : index;
  return (
    <button
      class={`${kind} in-code`}
      title={words.say('table.reveal', shown)}
      onClick={() => panel.revealCoordinate(coordinate)}
    >
      <bdi>{shown}</bdi>
    </button>
  );
}
