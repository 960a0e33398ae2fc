import { stepSize } from '../state/stepSize';
import { valueAt } from '../state/values';
import { shownValue } from '../text';
import { usePanel } from './context';

/** A sentence under the strip: why Δθ of the coordinate is as long as it is at the cursor. */
export function WhyThisSize() {
  const { panel, view, words } = usePanel();
  const { values } = panel.answers;
  const eps = view.hyperparameters.find(({ name }) => name === 'eps')?.value;
  if (!values || typeof eps !== 'number') return null;
  const at = (name: string) =>
    valueAt(values, { name, per: 'coordinate' }, panel.coordinate) ?? NaN;
  const size = stepSize({
    ...{ step: values.step, eps, theta: at('theta'), mHat: at('mHat'), vHat: at('vHat') },
    ...{ effectiveLearningRate: at('effectiveLearningRate'), update: at('update') },
  });
  if (!size) return null;
  return (
    <p class="why-size" data-reason={size.reason}>
      {words.say(`size.${size.reason}`, shownValue(size.share, 3), shownValue(size.learningRate))}
    </p>
  );
}
