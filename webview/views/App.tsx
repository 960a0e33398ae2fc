import type { Panel } from '../state/panel';
import { AllCharts } from './AllCharts';
import { Context, useRedraw, useTheme } from './context';
import { Empty } from './Empty';
import { FirstView } from './FirstView';
import { Header } from './Header';
import { useCursorKeys } from './keyboard';
import { Strip } from './Strip';
import { Timeline } from './Timeline';
import { ValuesTable } from './ValuesTable';

/** The whole panel. */
export function App({ panel }: { panel: Panel }) {
  useRedraw(panel);
  useCursorKeys(panel);
  const theme = useTheme();
  const { words, view } = panel;
  if (!words) return null;
  if (!view) return <Empty words={words} />;
  const known = view.leaves.length > 0;
  return (
    <Context.Provider value={{ panel, words, view, theme }}>
      <Header />
      {known ? (
        <>
          {/* Keyed by the run: a chart never mixes two. */}
          <main key={view.run}>
            <FirstView />
            <Strip />
            <ValuesTable />
            <AllCharts />
          </main>
          <Timeline />
        </>
      ) : (
        view.state === 'running' && <p class="waiting">{words.say('starting')}</p>
      )}
    </Context.Provider>
  );
}
