import { useEffect, useRef } from 'preact/hooks';
import { shownName } from '../text';
import { CoordinateChoice } from './CoordinateChoice';
import { usePanel } from './context';
import { ExpectationChart } from './ExpectationChart';
import { Section } from './Section';
import { UnrolledV } from './UnrolledV';
import { WithoutCorrection } from './WithoutCorrection';

/** What bias correction is for, with the numbers of one coordinate at the cursor. */
export function WhyBiasCorrection() {
  const { words } = usePanel();
  return (
    <Section name="why" title={words.say('why')} folded>
      <Explanation />
    </Section>
  );
}

/** Stands only while unfolded: then its numbers are asked for. */
function Explanation() {
  const { panel, words } = usePanel();
  const view = useRef({}).current;
  useEffect(() => {
    panel.explain(view, true);
    return () => panel.explain(view, false);
  }, []);
  const { coordinate, cursor } = panel;
  const { unrolled } = panel.answers;
  const name = shownName(panel.names.at(coordinate));
  const known = unrolled?.coordinate === coordinate && cursor > 0;
  return (
    <div class="why">
      {panel.names.length > 1 && <CoordinateChoice />}
      {known ? (
        <UnrolledV unrolled={unrolled} name={name} />
      ) : (
        <p class="why-start">{words.say('why.start')}</p>
      )}
      <ExpectationChart />
      <WithoutCorrection />
    </div>
  );
}
