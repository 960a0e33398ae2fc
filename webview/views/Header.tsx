import type { Remedy } from '../../src/protocol/remedy';
import { shownDuration, shownName, shownValue, type Words } from '../text';
import { usePanel } from './context';
import { StateIcon } from './StateIcon';
import { Title } from './Title';

/** What was run, how it goes, and in one sentence what came of it. */
export function Header() {
  const { panel, view, words } = usePanel();
  const running = view.state === 'running';
  return (
    <header class="header">
      <div class="title-row">
        <Title
          objective={view.objective}
          state={view.state}
          words={words}
          reveal={view.can.reveal ? () => panel.reveal('objective') : null}
        />
        {view.stale && (
          <span class="badge badge-stale" title={words.say('stale.title')}>
            {words.say('stale')}
          </span>
        )}
        {view.badges.map((badge) => (
          <span class="badge" key={badge}>
            {badge}
          </span>
        ))}
        <span class="spring" />
        {view.can.export && view.length > 0 && (
          <button class="button secondary" onClick={() => panel.post('export')}>
            {words.say('export')}
          </button>
        )}
        {!view.can.run ? null : running ? (
          <button class="button secondary" onClick={() => panel.post('stop')}>
            {words.say('stop')}
          </button>
        ) : (
          <button
            class={view.stale ? 'button' : 'button secondary'}
            onClick={() => panel.post('runAgain')}
          >
            {words.say('runAgain')}
          </button>
        )}
      </div>
      <Facts />
      <Progress />
      <Outcome />
    </header>
  );
}

/** Optimizer, hyper-parameters and where the numbers come from. */
function Facts() {
  const { view, words } = usePanel();
  const steps =
    view.length === view.steps
      ? words.count(view.steps)
      : words.say('stepsOf', words.count(view.length), words.count(view.steps));
  return (
    <dl class="facts">
      <div class="fact-optimizer">
        <dt class="unseen">{words.say('optimizer')}</dt>
        <dd>{shownName(view.optimizer)}</dd>
      </div>
      {view.hyperparameters.map(({ name, symbol, value }) => (
        <Fact
          key={name}
          name={shownName(symbol)}
          title={shownName(name)}
          value={hyperparameterValue(value, words)}
          numeric={typeof value === 'number'}
        />
      ))}
      <div class="fact-break" />
      <Fact name={words.say('steps')} value={steps} numeric />
      {view.gradientSource !== 'logged' && (
        <Fact name={words.say('seed')} value={String(view.seed)} numeric />
      )}
      {view.gradientSource && (
        <Fact name={words.say('gradient')} value={words.say(`gradient.${view.gradientSource}`)} />
      )}
      {view.millisecondsPerEvaluation !== null && (
        <Fact
          name={words.say('perEvaluation')}
          value={shownDuration(view.millisecondsPerEvaluation)}
          numeric
        />
      )}
      {view.comparison && (
        <Fact name={words.say('compared')} value={shownName(view.comparison.remarks[0] ?? '')} />
      )}
    </dl>
  );
}

function hyperparameterValue(value: number | boolean | string, words: Words): string {
  if (typeof value === 'string') return shownName(value);
  return typeof value === 'boolean' ? words.say(`hyperparameter.${value}`) : shownValue(value);
}

interface FactProps {
  name: string;
  value: string;
  title?: string;
  /** Whether the value is set in the editor's font. */
  numeric?: boolean;
}

function Fact({ name, value, title, numeric = false }: FactProps) {
  return (
    <div class="fact" title={title}>
      <dt>{name}</dt>
      <dd class={numeric ? 'value' : undefined}>{value}</dd>
    </div>
  );
}

function Progress() {
  const { view, words } = usePanel();
  if (view.state !== 'running') return null;
  return (
    <progress
      class="progress"
      aria-label={words.say('progress')}
      max={Math.max(1, view.steps)}
      value={view.leaves.length > 0 ? view.length : undefined}
    />
  );
}

/** The error, the verdict and the remarks. */
function Outcome() {
  const { panel, view, words } = usePanel();
  return (
    <>
      {view.error && (
        <div class="error" role="alert">
          <StateIcon state="user-error" />
          <div>
            <p>
              {shownName(view.error.text)}
              {view.error.place !== null && <Place place={view.error.place} />}
            </p>
            {view.error.remedy && <Advice {...view.error.remedy} />}
          </div>
        </div>
      )}
      {view.verdict !== '' && (
        <p class="verdict">
          <span>{view.verdict}</span>
          {view.action !== null && view.can.run && (
            <button class="button small" onClick={() => panel.post('try')}>
              {view.action}
            </button>
          )}
        </p>
      )}
      {view.notes.length > 0 && (
        <ul class="notes" aria-label={words.say('notes')}>
          {view.notes.map((note) => (
            <li key={note}>{shownName(note)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What to try, and the setting that it is about. */
function Advice({ text, setting }: Remedy) {
  const { panel, view, words } = usePanel();
  return (
    <p class="advice">
      {text}{' '}
      {setting !== null && view.can.run && (
        <button class="link" onClick={() => panel.openSetting(setting)}>
          {words.say('remedy.setting')}
        </button>
      )}
    </p>
  );
}

/** `file:line:column`, which leads there where there is an editor. */
function Place({ place }: { place: string }) {
  const { panel, view } = usePanel();
  const name = <bdi>{shownName(place)}</bdi>;
  if (!view.can.reveal) return <span class="place">{name}</span>;
  return (
    <button class="link place" onClick={() => panel.reveal('error')}>
      {name}
    </button>
  );
}
