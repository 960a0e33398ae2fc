import { useLayoutEffect, useRef } from 'preact/hooks';
import { leafOf } from '../state/coordinates';
import { shownName } from '../text';
import { usePanel } from '../views/context';

/** From one coordinate back to its leaf and to all leaves. */
export function Crumbs() {
  const { panel, view, words } = usePanel();
  const { coordinate } = panel;
  const leaf = leafOf(view.leaves, coordinate);
  const here = useRef<HTMLLIElement>(null);
  // What was pressed to come here is gone: what follows stands in sight, and keys begin there.
  useLayoutEffect(() => here.current?.focus(), []);
  const back = () => panel.choose({ focused: false, leaf });
  return (
    <nav class="crumbs" aria-label={words.say('leaves.crumbs')}>
      <ol>
        <li>
          <button class="link" onClick={back}>
            {words.say('leaves.all')}
          </button>
        </li>
        <li>
          <button class="link" onClick={back}>
            <bdi class="name">{shownName(view.leaves[leaf]?.name ?? '')}</bdi>
          </button>
        </li>
        <li aria-current="page" tabIndex={-1} ref={here}>
          <bdi class="name">{shownName(panel.names.at(coordinate))}</bdi>
        </li>
      </ol>
    </nav>
  );
}
