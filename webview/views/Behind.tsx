import { evaluatedLoss } from '../../src/protocol/series';
import type { Overlay, RunView } from '../../src/protocol/panel';
import { ghostLook, type LineLook } from '../charts/look';
import type { ChartGroup } from '../state/groups';
import { sizes } from '../state/mapped';
import { shownName } from '../text';
import type { DeclaredLine } from './Chart';
import { usePanel, type PanelContext } from './context';
import type { PlotLine } from './Plot';
import { Swatch } from './Swatch';

/** A line of a run behind the shown one. */
export interface GhostLine extends PlotLine {
  run: number;
}

/** Whether a run behind moves along another direction than the shown one. */
export function hasOtherDirection({ series }: RunView, { direction }: Overlay): boolean {
  return direction !== (series.find(({ name }) => name === 'direction')?.symbol ?? null);
}

/** An effective learning rate multiplies a direction: of another one it says another thing. */
function isComparable(group: ChartGroup, view: RunView, overlay: Overlay): boolean {
  return group.id !== 'effectiveLearningRate' || !hasOtherDirection(view, overlay);
}

interface BehindProps {
  group: ChartGroup;
  /** Of the shown run's first line. */
  look: LineLook;
  ghosts: readonly GhostLine[];
}

/** The runs behind and how their lines are drawn, and those that this chart cannot compare. */
export function Behind({ group, look, ghosts }: BehindProps) {
  const { view, words } = usePanel();
  const { overlays } = view;
  const others = overlays.filter((overlay) => !isComparable(group, view, overlay));
  const titles = others.map(({ title }) => shownName(title)).join(', ');
  if (ghosts.length === 0 && others.length === 0) return null;
  return (
    <ul class="legend behind">
      {overlays.map((overlay, nth) =>
        ghosts.some(({ run }) => run === overlay.run) ? (
          <li key={overlay.run}>
            <Swatch look={ghostLook(look, nth)} marker={false} />
            <span class="name">{shownName(overlay.title)}</span>
          </li>
        ) : null,
      )}
      {others.length > 0 && <li>{words.say('otherDirection', titles)}</li>}
    </ul>
  );
}

/** The same lines of the runs behind, each run in a dash of its own. */
export function ghostLines(
  group: ChartGroup,
  lines: readonly DeclaredLine[],
  { panel, view }: PanelContext,
): GhostLine[] {
  const isEvaluated = lines.some(({ id }) => id.series === evaluatedLoss);
  return view.overlays.flatMap((overlay, nth) =>
    lines.flatMap(({ id, key, look }) => {
      if (!isComparable(group, view, overlay)) return [];
      // Runs are compared by what is evaluated; the losses of their batches would only hide it.
      if (id.series === 'loss' && isEvaluated) return [];
      const { run } = overlay;
      const found = panel.answers.overlayLine(run, id);
      if (!found?.length) return [];
      const points = group.size ? sizes(found) : found;
      return [{ run, key: `${run} ${key}`, points, look: ghostLook(look, nth), value: undefined }];
    }),
  );
}
