import { LandscapeSection } from '../landscape/LandscapeSection';
import { usePanel } from '../views/context';
import { Coordinates } from '../views/Coordinates';
import { Sharpness } from '../views/Sharpness';
import { ValuesTable } from '../table/ValuesTable';
import { Crumbs } from './Crumbs';
import { HeatMap } from './HeatMap';
import { Norms } from './Norms';
import { OneLeaf } from './OneLeaf';
import { StandingOut } from './StandingOut';

/**
 * A model with more coordinates than anybody reads: its leaves, what stands out of them, and one
 * coordinate, with all that smaller models show, once a person has gone down to it.
 */
export function LargeModel({ stage }: { stage: number }) {
  const { panel } = usePanel();
  if (stage < 1) return null;
  if (panel.state.focused) {
    return (
      <>
        <Crumbs />
        <Coordinates stage={stage} />
      </>
    );
  }
  return (
    <>
      <Norms />
      {stage >= 2 && <HeatMap />}
      {stage >= 2 && <OneLeaf />}
      {stage >= 2 && <StandingOut />}
      {stage >= 2 && <LandscapeSection />}
      {stage >= 2 && <ValuesTable folded />}
      {stage >= 2 && <Sharpness />}
    </>
  );
}
