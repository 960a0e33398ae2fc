import { useMemo, useState } from 'preact/hooks';
import { shownName } from '../text';
import { usePanel } from './context';

/** So many at once; the rest by searching. */
const most = 60;

/** Which coordinates' lines are drawn: the first eight, and any others by their names. */
export function CoordinatePicker() {
  const { panel, words } = usePanel();
  const [search, setSearch] = useState('');
  const { names, chosen } = panel;
  const { found, count } = useMemo(() => names.search(search, most), [names.length, search]);
  if (names.length < 2) return null;
  const toggle = (index: number) =>
    panel.choose({
      chosen: chosen.includes(index)
        ? chosen.filter((other) => other !== index)
        : [...chosen, index],
    });
  return (
    <details class="picker">
      <summary>
        {words.say('coordinates.count', words.count(chosen.length), words.count(names.length))}
      </summary>
      <div class="picker-body">
        <div class="picker-tools">
          <input
            type="search"
            class="field"
            aria-label={words.say('coordinates.search')}
            placeholder={words.say('coordinates.search')}
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
          <button class="button secondary" onClick={() => panel.choose({ chosen: null })}>
            {words.say('coordinates.reset')}
          </button>
        </div>
        <ul class="picker-list" aria-label={words.say('coordinates')}>
          {found.map(({ name, index }) => (
            <li key={index}>
              <label title={shownName(name)}>
                <input
                  type="checkbox"
                  checked={chosen.includes(index)}
                  onChange={() => toggle(index)}
                />
                <bdi class="name">{shownName(name)}</bdi>
              </label>
            </li>
          ))}
        </ul>
        {found.length === 0 && <p class="muted">{words.say('coordinates.none')}</p>}
        {count > most && (
          <p class="muted">{words.say('coordinates.more', words.count(count - most))}</p>
        )}
      </div>
    </details>
  );
}
