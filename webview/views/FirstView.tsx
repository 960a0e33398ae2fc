import { chartGroups } from '../state/groups';
import { Chart } from './Chart';
import { usePanel } from './context';
import { LandscapeView } from './LandscapeView';

/** What a person sees first: the loss and, for two coordinates, where the run went. */
export function FirstView({ map }: { map: boolean }) {
  const { panel, view } = usePanel();
  const loss = chartGroups(view.series).find((group) => group.id === 'loss');
  return (
    <div class={panel.names.length === 2 ? 'first-view two' : 'first-view'}>
      {loss && <Chart group={loss} heading="h2" />}
      {map && panel.names.length === 2 && <LandscapeView />}
    </div>
  );
}
