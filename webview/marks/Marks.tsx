import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { longestMarkName, type Mark } from '../../src/protocol/marks';
import { shownName, shownValue } from '../text';
import { usePanel } from '../views/context';
import { IconButton } from '../views/IconButton';
import { Section } from '../views/Section';
import { Flag } from './Flag';
import { rename, sortedMarks, unmark } from './state';

/** The steps that were marked, and those at which something was found out. */
export function Marks() {
  const { panel, view, words } = usePanel();
  const marks = sortedMarks(panel.state.marks);
  if (marks.length === 0 && view.findings.length === 0) return null;
  return (
    <Section name="marks" title={words.say('marks')}>
      <div class="marks">
        {marks.length > 0 && <OwnMarks marks={marks} />}
        {view.findings.length > 0 && <Findings />}
      </div>
    </Section>
  );
}

function OwnMarks({ marks }: { marks: readonly Mark[] }) {
  const { panel, words } = usePanel();
  const list = useRef<HTMLUListElement>(null);
  const shown = useRef({}).current;
  useLayoutEffect(() => {
    panel.answers.losses.shown.add(shown);
    panel.redrawSoon();
  }, []);
  useEffect(() => () => void panel.answers.losses.shown.delete(shown), []);
  const remove = (step: number) => {
    unmark(panel, step);
    // The focus goes to what stands nearest, not to the top of the page.
    const buttons = [...list.current!.querySelectorAll<HTMLElement>('.mark-step')];
    const at = marks.findIndex((mark) => mark.step === step);
    (buttons[at + 1] ?? buttons[at - 1])?.focus();
  };
  return (
    <div class="marks-own">
      <h3>{words.say('marks.own')}</h3>
      <ul ref={list}>
        {marks.map((mark, nth) => (
          <MarkRow key={mark.step} mark={mark} number={nth + 1} remove={remove} />
        ))}
      </ul>
    </div>
  );
}

interface MarkRowProps {
  mark: Mark;
  number: number;
  remove: (step: number) => void;
}

function MarkRow({ mark: { step, name }, number, remove }: MarkRowProps) {
  const { panel, words } = usePanel();
  const field = words.say('marks.name', String(number));
  return (
    <li class="own-mark" data-mark={step} aria-current={panel.cursor === step ? 'step' : undefined}>
      <Flag number={number} />
      <StepButton step={step} />
      <span class="value mark-loss">{shownValue(panel.answers.losses.at(step))}</span>
      <input
        class="field mark-name"
        type="text"
        maxLength={longestMarkName}
        aria-label={field}
        placeholder={words.say('marks.unnamed')}
        value={name}
        onInput={({ currentTarget }) => rename(panel, step, currentTarget.value)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter' || key === 'Escape') currentTarget.blur();
        }}
      />
      <IconButton label={words.say('marks.remove', String(number))} onClick={() => remove(step)}>
        <path d="M4.5 4.5l7 7m0-7l-7 7" />
      </IconButton>
    </li>
  );
}

function Findings() {
  const { panel, view, words } = usePanel();
  return (
    <div class="findings">
      <h3>{words.say('findings')}</h3>
      <ul>
        {view.findings.map(({ step, text }, nth) => (
          <li key={nth} aria-current={panel.cursor === step ? 'step' : undefined}>
            <StepButton step={step} />
            <span>{shownName(text)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Moves the cursor there. */
function StepButton({ step }: { step: number }) {
  const { panel, words } = usePanel();
  return (
    <button class="link mark-step" onClick={() => panel.setCursor(step)}>
      {words.say('marks.go', words.count(step))}
    </button>
  );
}
