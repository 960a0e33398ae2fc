import type { StandingOut as List } from '../../src/protocol/leavesView';
import { shownName, shownValue } from '../text';
import { LargestRate } from '../table/LargestRate';
import { CoordinateChoice } from '../views/CoordinateChoice';
import { usePanel } from '../views/context';
import { Section } from '../views/Section';
import { focusOn } from './leaves';

/** Steps looked back at most to tell for how long a coordinate has been dead. */
const longest = 1000;

/** The coordinates worth a look at the cursor, each of which leads to its own charts. */
export function StandingOut() {
  const { panel, words } = usePanel();
  const answer = panel.answers.leaves.standingOut;
  const title = words.say('leaves.out', words.count(answer?.step ?? panel.cursor));
  return (
    <Section
      name="out"
      title={title}
      aside={
        <CoordinateChoice
          label={words.say('leaves.find')}
          onChoose={(index) => focusOn(panel, index)}
        />
      }
    >
      <LargestRate />
      <Lists lists={panel.cursor > 0 ? (answer?.lists ?? []) : null} />
    </Section>
  );
}

function Lists({ lists }: { lists: readonly List[] | null }) {
  const { words } = usePanel();
  if (!lists) return <p class="muted">{words.say('leaves.spread.start')}</p>;
  return (
    <div class="out">
      {lists.map((list) => (
        <OneList key={list.kind} list={list} />
      ))}
    </div>
  );
}

function OneList({ list: { kind, count, coordinates, values } }: { list: List }) {
  const { panel, words } = usePanel();
  const text = words.find(`leaves.out.${kind}.text`);
  const valueOf = (value: number) => {
    if (kind !== 'dead') return shownValue(value);
    const key = value < longest ? 'leaves.out.dead.value' : 'leaves.out.dead.longer';
    return words.say(key, words.count(value));
  };
  return (
    <section class="out-list" data-out={kind}>
      <h3 class="chart-title">
        <span class="chart-name">{words.say(`leaves.out.${kind}`)}</span>
        {count !== null && (
          <span class="muted">
            {words.say('leaves.out.count', words.count(count), words.count(panel.names.length))}
          </span>
        )}
      </h3>
      {text && <p class="muted">{text}</p>}
      {coordinates.length === 0 && <p class="muted">{words.say('leaves.out.none')}</p>}
      <ul>
        {coordinates.map((coordinate, nth) => {
          const name = shownName(panel.names.at(coordinate));
          return (
            <li key={coordinate}>
              <button
                class="link"
                title={words.say('leaves.out.show', name)}
                onClick={() => focusOn(panel, coordinate)}
              >
                <bdi class="name">{name}</bdi>
              </button>
              <span class="value">{valueOf(values[nth]!)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
