import type { HostToPanel, PanelToHost } from '../../protocol/panel';
import type { Trace } from '../../trace/trace';
import { histogram } from '../leaves/histogram';
import { leafMap } from '../leaves/leafMap';
import { standingOut } from '../leaves/standOut';

/** What the panel asks of a large model alone. */
export type LeavesQuestion = Extract<
  PanelToHost,
  { type: 'askLeafMap' | 'askHistograms' | 'askStandingOut' }
>;

/** The answer to such a question. */
export function answerOfLeaves(trace: Trace, ask: LeavesQuestion): HostToPanel {
  const { run } = ask;
  switch (ask.type) {
    case 'askLeafMap': {
      const { series, from, to, columns } = ask;
      const values = leafMap(trace, series, from, to, columns);
      return { type: 'leafMap', run, series, from, to, columns, values };
    }
    case 'askHistograms': {
      const { leaf, bins } = ask;
      const step = Math.min(ask.step, trace.length);
      const histograms = ask.series.map((name) => histogram(trace, name, leaf, step, bins));
      return { type: 'histograms', run, leaf, step, histograms };
    }
    case 'askStandingOut': {
      const step = Math.min(ask.step, trace.length);
      return { type: 'standingOut', run, step, ...standingOut(trace, step) };
    }
  }
}
