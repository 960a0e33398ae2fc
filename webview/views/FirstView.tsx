import { chartGroups } from '../state/groups';
import { Chart } from './Chart';
import { usePanel } from './context';
import { LandscapeView } from './LandscapeView';
import { useStartDrag } from '../whatIf/startDrag';

/** What a person sees first: the loss and, for two coordinates, where the run went. */
export function FirstView({ map }: { map: boolean }) {
  const { panel, view } = usePanel();
  const startDrag = useStartDrag();
  const loss = chartGroups(view.series).find((group) => group.id === 'loss');
  const isLarge = view.series.some(({ statistic }) => statistic);
  // An imported run may be without θ.
  const hasPath =
    panel.plane !== null && !isLarge && view.series.some(({ name }) => name === 'theta');
  return (
    <div class={hasPath ? 'first-view two' : 'first-view'}>
      {loss && <Chart group={loss} heading="h2" />}
      {map && hasPath && <LandscapeView startDrag={startDrag} />}
    </div>
  );
}
