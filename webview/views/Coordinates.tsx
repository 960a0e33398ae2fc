import { usePanel } from './context';
import { AllCharts } from './AllCharts';
import { Sharpness } from './Sharpness';
import { Strip } from './Strip';
import { ValuesTable } from './ValuesTable';
import { WhyBiasCorrection } from './WhyBiasCorrection';

/** What is shown of single coordinates; of a large model it stands in place of its leaves. */
export function Coordinates({ stage }: { stage: number }) {
  const { view, panel } = usePanel();
  return (
    <>
      {stage >= 1 && <Strip />}
      {stage >= 2 && !panel.state.focused && <Sharpness />}
      {stage >= 2 && view.explainsCorrection && <WhyBiasCorrection />}
      {stage >= 2 && <ValuesTable />}
      {stage >= 2 && <AllCharts />}
    </>
  );
}
