import { useLayoutEffect, useReducer } from 'preact/hooks';
import type { Slider } from '../../src/protocol/whatIf';
import { shownName } from '../text';
import { usePanel } from '../views/context';
import { Section } from '../views/Section';
import { NumberSlider } from './NumberSlider';

/** Numbers that can be moved, and the run follows. */
export function WhatIf() {
  const { view, words } = usePanel();
  if (!view.whatIf) return null;
  return (
    <Section name="whatIf" title={words.say('whatIf')} folded>
      {view.whatIf.absent === null ? (
        <Sliders />
      ) : (
        <p class="muted">{shownName(view.whatIf.absent)}</p>
      )}
    </Section>
  );
}

function Sliders() {
  const { panel, view, words } = usePanel();
  const { hand } = panel;
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => hand.subscribe(() => redraw(null)), [hand]);
  const { hyperparameters, start, moved, unwritable } = view.whatIf!;
  const slider = (kind: 'hyperparameter' | 'start', each: Slider) => (
    <NumberSlider
      key={`${kind} ${each.name}`}
      id={`what-if-${kind}-${each.name}`}
      slider={each}
      label={
        kind === 'start'
          ? words.say('whatIf.start', shownName(each.symbol))
          : shownName(each.symbol)
      }
      value={hand.valueOf(kind, each)}
      take={() => hand.take()}
      move={(value) => hand.move(kind, each.name, value)}
      release={() => hand.release()}
    />
  );
  return (
    <div class="what-if">
      <p class="muted">{words.say('whatIf.about')}</p>
      <div class="what-if-numbers">
        {hyperparameters.map((each) => slider('hyperparameter', each))}
        {start.map((each) => slider('start', each))}
      </div>
      {hand.problem !== null && (
        <p class="what-if-problem" role="alert">
          {shownName(hand.problem)}
        </p>
      )}
      <div class="what-if-buttons">
        <button
          class="button secondary"
          disabled={!moved}
          title={words.say('whatIf.reset.title')}
          onClick={() => hand.reset()}
        >
          {words.say('whatIf.reset')}
        </button>
        <button
          class="button secondary"
          disabled={!moved || hand.isBusy || unwritable !== null}
          title={words.say('whatIf.write.title')}
          aria-describedby={unwritable === null ? undefined : 'what-if-unwritable'}
          onClick={() => panel.post('writeToCode')}
        >
          {words.say('whatIf.write')}
        </button>
        {unwritable !== null && moved && (
          <span class="muted" id="what-if-unwritable">
            {shownName(unwritable)}
          </span>
        )}
      </div>
    </div>
  );
}
