import { speeds } from '../state/play';
import { usePanel } from './context';
import { IconButton } from './IconButton';

const pause = 'M5.5 3.5v9M10.5 3.5v9';
const forward = 'M5 3.2v9.6l7.5-4.8z';
const back = 'M11 3.2v9.6L3.5 8z';

/** Moves the cursor on its own, and to both ends. */
export function PlayBar() {
  const { panel, view, words } = usePanel();
  const { play, cursor } = panel;
  const { direction } = play;
  const isNothing = view.length === 0;
  return (
    <div class="play" role="group" aria-label={words.say('play')}>
      <IconButton
        label={words.say('play.first')}
        keys="Home"
        disabled={cursor === 0}
        onClick={() => panel.setCursor(0)}
      >
        <path d="M4 3.5v9" />
        <path class="solid" d="M12.5 3.2v9.6L5.5 8z" />
      </IconButton>
      <PlayButton towards={-1} path={back} disabled={isNothing} />
      <PlayButton towards={1} path={forward} disabled={isNothing} />
      <IconButton
        label={words.say('play.last')}
        keys="End"
        disabled={cursor === view.length}
        onClick={() => panel.setCursor(view.length)}
      >
        <path class="solid" d="M3.5 3.2v9.6l7-4.8z" />
        <path d="M12 3.5v9" />
      </IconButton>
      <select
        class="play-speed"
        aria-label={words.say('play.speed')}
        title={words.say('play.speed')}
        value={panel.state.speed}
        onChange={({ currentTarget }) => {
          panel.choose({ speed: speeds[currentTarget.selectedIndex]! });
        }}
      >
        {speeds.map((speed) => (
          <option key={speed} value={speed}>
            ×{speed}
          </option>
        ))}
      </select>
      <span class="unseen" role="status">
        {direction !== 0 && words.say(direction > 0 ? 'play.forward' : 'play.back')}
      </span>
    </div>
  );
}

/** Plays one way; while it does, it pauses. */
function PlayButton(props: { towards: -1 | 1; path: string; disabled: boolean }) {
  const { towards, path, disabled } = props;
  const { panel, words } = usePanel();
  const { play } = panel;
  const isPlaying = play.direction === towards;
  const name = words.say(towards > 0 ? 'play.forward' : 'play.back');
  return (
    <IconButton
      label={isPlaying ? words.say('play.pause') : name}
      keys={towards > 0 ? words.say('keys.space') : 'J'}
      disabled={disabled}
      onClick={() => play.toggle(towards)}
    >
      <path class={isPlaying ? undefined : 'solid'} d={isPlaying ? pause : path} />
    </IconButton>
  );
}
