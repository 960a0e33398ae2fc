import { longestSmoothed } from '../../src/protocol/smoothing';
import { usePanel } from '../views/context';

/** From not at all to what is left of a value after a hundred steps being a third. */
const choices = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99];

/** How much the lines of a chart are smoothed: 0 for as they are. */
export function useSmoothing(chart: string): number {
  const { panel, view } = usePanel();
  const { smoothing } = panel.state;
  if (view.length > longestSmoothed || !Object.hasOwn(smoothing, chart)) return 0;
  return smoothing[chart]!;
}

/** Chooses by how much; beside the choice of axis. */
export function SmoothingChoice({ chart, name }: { chart: string; name: string }) {
  const { panel, view, words } = usePanel();
  const value = useSmoothing(chart);
  const isLong = view.length > longestSmoothed;
  const label = words.say('smoothing', name);
  const reason = isLong
    ? words.say('smoothing.long', words.count(longestSmoothed))
    : words.say('smoothing.title');
  return (
    <select
      class="smoothing-choice"
      aria-label={label}
      title={`${label}\n${reason}`}
      value={String(value)}
      disabled={isLong}
      onChange={({ currentTarget }) => {
        const chosen = Number(currentTarget.value);
        panel.choose({ smoothing: { ...panel.state.smoothing, [chart]: chosen } });
      }}
    >
      {choices.map((choice) => (
        <option key={choice} value={String(choice)}>
          {choice === 0 ? words.say('smoothing.none') : words.say('smoothing.by', String(choice))}
        </option>
      ))}
    </select>
  );
}
