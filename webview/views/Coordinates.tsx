import { Highlighted } from '../linked/Highlighted';
import { usePanel } from './context';
import { AllCharts } from './AllCharts';
import { Sharpness } from './Sharpness';
import { Strip } from './Strip';
import { ValuesTable } from '../table/ValuesTable';
import { WhyBiasCorrection } from './WhyBiasCorrection';

/** What is shown of single coordinates; of a large model it stands in place of its leaves. */
export function Coordinates({ stage }: { stage: number }) {
  const { view, panel } = usePanel();
  const { focused } = panel.state;
  return (
    <>
      <Highlighted />
      {stage >= 1 && <Strip />}
      {stage >= 2 && !focused && <Sharpness />}
      {stage >= 2 && view.explainsCorrection && <WhyBiasCorrection />}
      {stage >= 2 && <ValuesTable {...(focused && { only: panel.chosen })} />}
      {stage >= 2 && <AllCharts />}
    </>
  );
}
