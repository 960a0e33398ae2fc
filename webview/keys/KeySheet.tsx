import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePanel } from '../views/context';
import { keyGroups, type KeyCommand } from './commands';
import { caps, type Stroke } from './strokes';

/** All keys and what they do, over the panel until Escape, ? or its button closes it. */
export function KeySheet() {
  const { panel, words } = usePanel();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current!.showModal(), []);
  const close = () => dialog.current!.close();
  return (
    <dialog
      class="key-sheet"
      ref={dialog}
      aria-labelledby="key-sheet-title"
      onClose={() => panel.showKeys(false)}
      onClick={(event) => {
        // Outside of it: its own content does not cover the ground.
        if (event.target === event.currentTarget) close();
      }}
      onKeyDown={(event) => {
        if (event.key === '?') close();
      }}
    >
      <div class="key-sheet-body">
        <div class="key-sheet-head">
          <h2 id="key-sheet-title">{words.say('keys')}</h2>
          <button class="button secondary" onClick={close}>
            {words.say('keys.close')}
          </button>
        </div>
        <div class="key-groups">
          {keyGroups.map(({ id, commands }) => (
            <section key={id} aria-labelledby={`keys-${id}`}>
              <h3 id={`keys-${id}`}>{words.say(`keys.group.${id}`)}</h3>
              <dl>
                {commands.map((command) => (
                  <Row key={command.id} {...command} />
                ))}
              </dl>
            </section>
          ))}
        </div>
        <label class="key-choice">
          <input
            type="checkbox"
            checked={panel.state.singleKeys}
            onChange={({ currentTarget }) => panel.choose({ singleKeys: currentTarget.checked })}
          />
          {words.say('keys.single')}
        </label>
      </div>
    </dialog>
  );
}

function Row({ id, strokes }: KeyCommand) {
  const { words } = usePanel();
  return (
    <div class="key-row" data-keys={id}>
      <dt>
        {strokes.map((stroke, nth) => (
          <>
            {nth > 0 && <span class="muted"> {words.say('keys.or')} </span>}
            <Caps stroke={stroke} />
          </>
        ))}
      </dt>
      <dd>{words.say(`keys.${id}`)}</dd>
    </div>
  );
}

function Caps({ stroke }: { stroke: Stroke }) {
  const { words } = usePanel();
  const isMac = navigator.platform.startsWith('Mac');
  return (
    <span class="key-stroke">
      {caps(stroke, words.say('keys.space'), isMac).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}
