import { useState } from 'preact/hooks';
import { formatNumber } from '../../src/protocol/number';
import type { Slider } from '../../src/protocol/whatIf';
import { usePanel } from '../views/context';
import { isAllowed, lastPlace, numberAt, placeOf } from './scale';

/** The keys that move a slider. */
const ownKeys = new Set(
  ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'], // prettier-ignore
);

interface NumberSliderProps {
  id: string;
  slider: Slider;
  label: string;
  value: number;
  take: () => void;
  move: (value: number) => void;
  release: () => void;
}

/** A number on a slider, and beside it as it is, to be typed. */
export function NumberSlider({ id, slider, label, value, take, move, release }: NumberSliderProps) {
  const { words } = usePanel();
  /** What is typed, until it is a number that may be. */
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && !isAllowed(slider, numberIn(typed));
  const enter = (text: string) => {
    const number = numberIn(text);
    if (!isAllowed(slider, number)) return setTyped(text);
    setTyped(null);
    if (number === value) return;
    move(number);
    release();
  };
  return (
    <div class="what-if-number">
      <label for={id}>{label}</label>
      <input
        type="range"
        id={id}
        min={0}
        max={lastPlace(slider)}
        step={1}
        value={placeOf(slider, value)}
        aria-valuetext={formatNumber(value)}
        onPointerDown={take}
        onInput={({ currentTarget }) => {
          setTyped(null);
          move(numberAt(slider, currentTarget.valueAsNumber));
        }}
        onChange={release}
        onKeyDown={(event) => {
          // Elsewhere in the panel these move the cursor.
          if (ownKeys.has(event.key)) event.stopPropagation();
        }}
      />
      <input
        type="text"
        class="what-if-field"
        inputMode="decimal"
        autocomplete="off"
        spellcheck={false}
        size={9}
        aria-label={words.say('whatIf.value', label)}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-range` : undefined}
        value={typed ?? String(value)}
        onChange={({ currentTarget }) => enter(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped(null);
        }}
      />
      {isWrong && (
        <span class="what-if-problem" id={`${id}-range`} role="alert">
          {slider.minimum === null && slider.maximum === null
            ? words.say('whatIf.number')
            : words.say('whatIf.range', label, slider.allowed)}
        </span>
      )}
    </div>
  );
}

/** NaN for what is no number, an empty text too. */
function numberIn(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}
