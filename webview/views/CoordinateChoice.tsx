import { useId } from 'preact/hooks';
import { shownName } from '../text';
import { usePanel } from './context';

/** From this many on a list is searched rather than read. */
const searchable = 30;

/** The coordinate of the strip. */
export function CoordinateChoice() {
  const { panel, words } = usePanel();
  const list = useId();
  const { names, coordinate } = panel;
  const choose = (index: number) => {
    if (index >= 0) panel.choose({ coordinate: index });
  };
  if (names.length < searchable) {
    return (
      <select
        class="coordinate-choice"
        aria-label={words.say('coordinate')}
        value={coordinate}
        onChange={(event) => choose(event.currentTarget.selectedIndex)}
      >
        {names.map((name, index) => (
          <option key={index} value={index}>
            {shownName(name)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <>
      <input
        class="field coordinate-choice"
        aria-label={words.say('coordinate')}
        list={list}
        value={shownName(names[coordinate]!)}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          choose(names.findIndex((name) => shownName(name) === typed));
          event.currentTarget.value = shownName(names[panel.coordinate]!);
        }}
      />
      <datalist id={list}>
        {names.map((name, index) => (
          <option key={index} value={shownName(name)} />
        ))}
      </datalist>
    </>
  );
}
