import type { StepInPlane } from '../../src/protocol/landscape';
import type { RunView } from '../../src/protocol/panel';
import type { Panel } from '../state/panel';
import { valueAt } from '../state/values';
import { shownName, shownValue, type Words } from '../text';
import { evaluatedOf } from './MapNotes';

interface Labelled {
  words: Words;
  view: RunView;
  names: readonly [string, string];
  cursor: number;
  step: StepInPlane | null;
  panel: Panel;
}

/** The map as a sentence or two: where the run is, what the loss is there, and which way it goes. */
export function mapLabel({ words, view, names, cursor, step, panel }: Labelled): string {
  const evaluated = evaluatedOf(view);
  const [x, y] = step?.after ?? [];
  const loss = valueAt(panel.answers.values, { name: 'loss', per: 'run' }, 0);
  const said = [
    words.say(
      evaluated ? 'landscape.labelOf' : 'landscape.label',
      ...names,
      words.count(cursor),
      shownValue(x),
      shownValue(y),
      shownName(evaluated?.symbol ?? ''),
    ),
    words.say('landscape.label.loss', shownValue(loss)),
  ];
  const minus = (vector: readonly [number, number]) => pair([-vector[0], -vector[1]]);
  if (step?.gradient) said.push(`−g ${minus(step.gradient)}.`);
  if (step?.moment) said.push(`−${shownName(step.moment.symbol)} ${minus(step.moment.value)}.`);
  if (step?.update) said.push(`Δθ ${pair(step.update)}.`);
  return said.join(' ');
}

function pair(vector: readonly [number, number]): string {
  return `(${vector.map((value) => shownValue(value, 3)).join(', ')})`;
}
