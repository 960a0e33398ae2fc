import { useState } from 'preact/hooks';
import { isMarked, markOrName } from '../marks/state';
import { Ticks } from '../marks/Ticks';
import { Told } from '../marks/Told';
import { showAll, zoom, zoomStep } from '../state/zoom';
import { valueAt } from '../state/values';
import { shownValue } from '../text';
import { usePanel } from './context';
import { IconButton } from './IconButton';
import { PlayBar } from './PlayBar';

/** The step that every view shows: a slider, a field, and how much of the run the charts show. */
export function Timeline() {
  const { panel, view, words } = usePanel();
  const { cursor } = panel;
  const [from, to] = panel.window;
  const zoomedIn = panel.state.window !== null;
  // What is being typed stays, however often the panel is drawn meanwhile.
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <footer class="timeline">
      <Told />
      <label class="timeline-step">
        {words.say('cursor')}
        <input
          class="field number"
          type="number"
          min={0}
          max={view.length}
          value={typed ?? cursor}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onBlur={() => setTyped(null)}
          onChange={(event) => {
            const step = event.currentTarget.valueAsNumber;
            if (Number.isFinite(step)) panel.setCursor(step);
            setTyped(null);
          }}
        />
        <span class="muted">{words.say('cursor.of', words.count(view.length))}</span>
      </label>
      {view.can.run && view.state !== 'running' && view.length > 0 && (
        <button class="link" title={words.say('fork.title')} onClick={() => panel.post('fork')}>
          {words.say('fork')}
        </button>
      )}
      <PlayBar />
      <div class="slider-frame">
        <Ticks />
        <input
          class="slider"
          type="range"
          min={0}
          max={view.length}
          step={1}
          value={cursor}
          aria-label={words.say('cursor.slider')}
          aria-valuetext={words.say(
            'cursor.value',
            words.count(cursor),
            words.count(view.length),
            shownValue(valueAt(panel.answers.values, { name: 'loss', per: 'run' }, 0)),
          )}
          title={words.say('cursor.keys')}
          style={{ '--share': `${(100 * cursor) / Math.max(1, view.length)}%` }}
          // Taken hold of where it stands, it has no new value.
          onPointerDown={() => panel.play.stop()}
          onInput={(event) => panel.setCursor(event.currentTarget.valueAsNumber)}
        />
      </div>
      <div class="zoom">
        {zoomedIn && (
          <button
            class="link"
            title={`${words.say('window.all')}\n${words.say('window.keys')}`}
            onClick={() => showAll(panel)}
          >
            {words.say('window', words.count(from), words.count(to))} ✕
          </button>
        )}
        <IconButton
          label={words.say('window.out')}
          keys={words.say('window.keys')}
          disabled={!zoomedIn}
          onClick={() => zoom(panel, zoomStep)}
        >
          <path d="M4 8h8" />
        </IconButton>
        <IconButton
          label={words.say('window.in')}
          keys={words.say('window.keys')}
          onClick={() => zoom(panel, 1 / zoomStep)}
        >
          <path d="M4 8h8M8 4v8" />
        </IconButton>
        <IconButton
          label={words.say(isMarked(panel, cursor) ? 'marks.rename' : 'marks.add')}
          keys="M"
          onClick={() => markOrName(panel)}
        >
          <path d="M4.5 14V2.5h8L10.5 6l2 3.5h-8" />
        </IconButton>
        <IconButton label={words.say('keys.show')} keys="?" onClick={() => panel.showKeys(true)}>
          <path d="M5.7 6.1a2.3 2.3 0 1 1 3.4 2c-.8.5-1.1.9-1.1 1.7M8 12.3v.2" />
        </IconButton>
      </div>
    </footer>
  );
}
