import { commandToFirstChart } from './firstChart';
import { Workbench } from './workbench';

/** Milliseconds from Enter to the first drawn pixels, one value a turn. */
export interface FirstCharts {
  bare: number[];
  ours: number[];
}

/**
 * Opens the bare webview and our panel turn by turn in one workbench, as a person would by the
 * palette. The first turn starts what VS Code starts once (its webview's service worker, our engine
 * process).
 */
export async function firstCharts(bareVsix: string, turns: number): Promise<FirstCharts> {
  const workbench = await Workbench.open({ extensions: [bareVsix] });
  const charts: FirstCharts = { bare: [], ours: [] };
  const timed = async (command: string) => {
    await workbench.openFile('rosenbrock.ts');
    await workbench.editor.click('export function rosenbrock', 'rosenbrock');
    await workbench.command(command);
    const milliseconds = await commandToFirstChart(workbench.page);
    await workbench.page.keyboard.press('Control+1');
    await workbench.command('View: Close Editors in Other Groups');
    await workbench.page.locator('iframe.webview').waitFor({ state: 'detached' });
    return milliseconds;
  };
  try {
    for (let turn = 0; turn < turns; turn++) {
      charts.bare.push(await timed('Bare Webview: Open'));
      charts.ours.push(await timed('Adamscope: Trace Adam'));
    }
  } finally {
    await workbench.close();
  }
  return charts;
}
