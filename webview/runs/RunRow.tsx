import type { RunItem } from '../../src/protocol/runList';
import { shownName, shownValue } from '../text';
import { usePanel } from '../views/context';
import { StateIcon } from '../views/StateIcon';

/** One run: what ran, how it went, and what can be done with it. */
export function RunRow({ item, isStop }: { item: RunItem; isStop: boolean }) {
  const { panel, words } = usePanel();
  const { run, title, about, state, length, finalLoss, stale, pinned, shown, behind, can } = item;
  const name = [shownName(title), shownName(about)].filter(Boolean).join(', ');
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    // Buttons in it have keys of their own.
    if (event.target !== event.currentTarget) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.currentTarget;
    if (event.key === 'ArrowDown') focus(row.nextElementSibling);
    else if (event.key === 'ArrowUp') focus(row.previousElementSibling);
    else if (event.key === 'Enter' && can.show) panel.act(run, 'show');
    else if (event.key === 'Delete' && can.remove) {
      focus(row.nextElementSibling ?? row.previousElementSibling);
      panel.act(run, 'remove');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li
      class="run"
      data-run={run}
      tabIndex={isStop ? 0 : -1}
      aria-current={shown ? 'true' : undefined}
      onKeyDown={onKeyDown}
    >
      <span class={`state state-${state}`}>
        <StateIcon state={state} />
        <span class="unseen">{words.say(`state.${state}`)}</span>
      </span>
      <span class="run-name">
        <b>{shownName(title)}</b> <span class="value">{shownName(about)}</span>
      </span>
      <span class="muted run-numbers">
        {words.say('runs.steps', words.count(length))}
        {finalLoss !== null && ` · ${words.say('runs.loss', shownValue(finalLoss))}`}
        {stale && ` · ${words.say('stale')}`}
        {shown && ` · ${words.say('runs.shown')}`}
        {behind && ` · ${words.say('runs.behind')}`}
        {pinned && ` · ${words.say('runs.pinned')}`}
      </span>
      <span class="run-tools">
        {can.show && <Tool text="show" name={name} onClick={() => panel.act(run, 'show')} />}
        {(can.compare || behind) && (
          <Tool
            text="compare"
            name={name}
            title="compare.title"
            pressed={behind}
            onClick={() => panel.act(run, behind ? 'apart' : 'compare')}
          />
        )}
        <Tool
          text="pin"
          name={name}
          title="pin.title"
          pressed={pinned}
          onClick={() => panel.act(run, pinned ? 'unpin' : 'pin')}
        />
        {can.fork && <Tool text="fork" name={name} onClick={() => panel.act(run, 'fork')} />}
        {can.remove && <Tool text="remove" name={name} onClick={() => panel.act(run, 'remove')} />}
      </span>
    </li>
  );
}

function focus(row: Element | null): void {
  if (row instanceof HTMLElement) row.focus();
}

interface ToolProps {
  text: string;
  /** Of the run. */
  name: string;
  title?: string;
  pressed?: boolean;
  onClick: () => void;
}

function Tool({ text, name, title, pressed, onClick }: ToolProps) {
  const { words } = usePanel();
  const said = words.say(`runs.${text}`);
  return (
    <button
      class={pressed === undefined ? 'link' : 'toggle'}
      aria-label={`${said}: ${name}`}
      aria-pressed={pressed}
      title={title && words.say(`runs.${title}`)}
      onClick={onClick}
    >
      {said}
    </button>
  );
}
