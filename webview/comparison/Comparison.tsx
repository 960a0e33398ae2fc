import { usePanel } from '../views/context';
import { Section } from '../views/Section';
import { Difference } from './Difference';
import { RunsTable } from './RunsTable';
import { SweepChart } from './SweepChart';
import { SweepTable } from './SweepTable';
import { Tuning } from './Tuning';

/** The runs of a comparison: how they were tuned, what they reached, where they part. */
export function Comparison() {
  const { view, words } = usePanel();
  const { comparison } = view;
  if (!comparison) return null;
  const { sweep } = comparison;
  const drawn = sweep?.curves.some(({ points }) => points.length > 0) ? sweep : null;
  return (
    <Section name="comparison" title={words.say('compare')}>
      <Tuning comparison={comparison} />
      {drawn && <SweepChart sweep={drawn} />}
      {drawn && <SweepTable sweep={drawn} />}
      <RunsTable comparison={comparison} />
      <Difference />
    </Section>
  );
}
