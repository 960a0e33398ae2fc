import { useLayoutEffect, useState } from 'preact/hooks';
import { Comparison } from '../comparison/Comparison';
import { KeySheet } from '../keys/KeySheet';
import { PeekCard } from '../crosshair/PeekCard';
import { LargeModel } from '../leaves/LargeModel';
import { Marks } from '../marks/Marks';
import { RunsList } from '../runs/RunsList';
import type { Panel } from '../state/panel';
import { CheckedGradient } from './CheckedGradient';
import { Coordinates } from './Coordinates';
import { Context, useRedraw, useTheme } from './context';
import { Empty } from './Empty';
import { FirstView } from './FirstView';
import { Header } from './Header';
import { usePageWheel } from './gestures';
import { useKeys } from './keyboard';
import { Timeline } from './Timeline';
import { WhatIf } from '../whatIf/WhatIf';

const lastStage = 2;

/**
 * What is seen first is built first: the loss in the first frame, the rest in those that follow.
 * Once for all runs: later the page must not shrink, it would lose its place.
 */
function useStages(started: boolean): number {
  const [stage, setStage] = useState(0);
  useLayoutEffect(() => {
    if (!started || stage === lastStage) return;
    // A task of its own behind the frame: answers that arrived meanwhile are drawn first.
    const frame = requestAnimationFrame(() => setTimeout(() => setStage(stage + 1)));
    return () => cancelAnimationFrame(frame);
  }, [started, stage]);
  return stage;
}

/** The whole panel. */
export function App({ panel }: { panel: Panel }) {
  useRedraw(panel);
  useKeys(panel);
  usePageWheel();
  const theme = useTheme();
  const { words, view } = panel;
  const known = view !== null && view.leaves.length > 0;
  const stage = useStages(known);
  const isLarge = view?.series.some(({ statistic }) => statistic) ?? false;
  if (!words) return null;
  if (panel.check) return <CheckedGradient panel={panel} words={words} check={panel.check} />;
  if (!view) return <Empty words={words} />;
  return (
    <Context.Provider value={{ panel, words, view, theme }}>
      <Header />
      {known ? (
        <>
          {/* Keyed by the run: a chart never mixes two, but where one goes on from the other. */}
          <main key={view.family ?? view.run}>
            <FirstView map={stage >= 1} />
            {stage >= 1 && <WhatIf />}
            {stage >= 1 && view.comparison && <Comparison />}
            {stage >= 1 && <Marks />}
            {stage >= 2 && <RunsList />}
            {isLarge ? <LargeModel stage={stage} /> : <Coordinates stage={stage} />}
          </main>
          {stage >= 2 && <Timeline />}
          {panel.keysShown && <KeySheet />}
          <PeekCard />
        </>
      ) : (
        view.state === 'running' && <p class="waiting">{words.say('starting')}</p>
      )}
    </Context.Provider>
  );
}
