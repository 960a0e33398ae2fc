import { useId, useMemo, useState } from 'preact/hooks';
import { shownName } from '../text';
import { usePanel } from './context';

/** From this many on a list is searched rather than read. */
const searchable = 30;
/** Names proposed at once. */
const most = 40;

interface CoordinateChoiceProps {
  /** What is done with the coordinate chosen; without it, the strip shows it. */
  onChoose?: (index: number) => void;
  /** Of the field, where it is not the coordinate shown that stands in it. */
  label?: string;
  /** The one that stands in it, where it is another one. */
  value?: number;
}

/** The coordinate of the strip, or another one to be chosen. */
export function CoordinateChoice({ onChoose, label, value }: CoordinateChoiceProps = {}) {
  const { panel, words } = usePanel();
  const { names, coordinate } = panel;
  const choose = (index: number) => {
    if (index < 0) return;
    if (onChoose) onChoose(index);
    else panel.choose({ coordinate: index });
  };
  if (names.length < searchable) {
    return (
      <select
        class="coordinate-choice"
        aria-label={(value !== undefined && label) || words.say('coordinate')}
        value={value ?? coordinate}
        onChange={(event) => choose(event.currentTarget.selectedIndex)}
      >
        {Array.from({ length: names.length }, (_, index) => (
          <option key={index} value={index}>
            {shownName(names.at(index))}
          </option>
        ))}
      </select>
    );
  }
  const standing = value ?? (label === undefined ? coordinate : null);
  const shown = standing === null ? '' : shownName(names.at(standing));
  return <SearchField label={label ?? words.say('coordinate')} shown={shown} choose={choose} />;
}

/** A field that proposes the names with what is typed in them: a list of all might have a million. */
function SearchField(props: { label: string; shown: string; choose: (index: number) => void }) {
  const { label, shown, choose } = props;
  const { names } = usePanel().panel;
  const list = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const { found } = useMemo(() => names.search(typed ?? '', most), [names.length, typed]);
  return (
    <>
      <input
        class="field coordinate-choice"
        aria-label={label}
        placeholder={shown === '' ? label : undefined}
        list={list}
        value={typed ?? shown}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => {
          choose(names.find(event.currentTarget.value, shownName));
          setTyped(null);
        }}
        onBlur={() => setTyped(null)}
      />
      <datalist id={list}>
        {found.map(({ name, index }) => (
          <option key={index} value={shownName(name)} />
        ))}
      </datalist>
    </>
  );
}
