import { axisKinds, type AxisKind } from '../state/viewState';
import { usePanel } from './context';

interface AxisChoiceProps {
  /** Of what is drawn. */
  name: string;
  value: AxisKind;
  logPossible: boolean;
  onChoose: (kind: AxisKind) => void;
}

/** Linear, log (where all values are positive) or symlog. */
export function AxisChoice({ name, value, logPossible, onChoose }: AxisChoiceProps) {
  const { words } = usePanel();
  return (
    <select
      class="axis-choice"
      aria-label={words.say('axis', name)}
      title={logPossible ? words.say('axis', name) : words.say('axis.logUnavailable')}
      value={value}
      onChange={(event) => {
        const chosen = axisKinds.find((kind) => kind === event.currentTarget.value);
        if (chosen) onChoose(chosen);
      }}
    >
      {axisKinds.map((kind) => (
        <option key={kind} value={kind} disabled={kind === 'log' && !logPossible}>
          {words.say(`axis.${kind}`)}
        </option>
      ))}
    </select>
  );
}
