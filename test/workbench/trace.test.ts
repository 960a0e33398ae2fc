import assert from 'node:assert/strict';
import path from 'node:path';
import { hoverTable } from './support/codeEditor';
import { commandLineTrace, spikeOf, type WrittenTrace } from './support/commandLine';
import { commandToFirstChart } from './support/firstChart';
import { Workbench } from './support/workbench';

/** The table shows eight digits, the hover four. */
const tableDigits = 1e-7;
const hoverDigits = 1e-3;

describe('a person traces examples/rosenbrock.ts', () => {
  let workbench: Workbench;
  let written: WrittenTrace;
  let spike: number;

  before(async () => {
    workbench = await Workbench.open();
    written = await commandLineTrace(path.join(workbench.folder, 'rosenbrock.ts'));
    spike = spikeOf(written);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await workbench.screenshot(`failed ${this.currentTest.title.replaceAll(/[^\w]+/g, ' ')}`);
    }
  });
  after(() => workbench?.close());

  it('reads in the lens what will run', async () => {
    await workbench.openFile('rosenbrock.ts');
    await workbench.editor.lenses.first().waitFor();
    assert.deepEqual(await workbench.editor.lenses.allTextContents(), [
      '▶ Trace Adam · lr 0.1 · 3,000 steps',
      'Compare…',
    ]);
  });

  it('runs Trace Adam from the palette, and the panel opens beside the code and fills', async () => {
    const { editor, panel } = workbench;
    await editor.click('export function rosenbrock', 'rosenbrock');
    await workbench.command('Adamscope: Trace Adam');
    const milliseconds = await commandToFirstChart(workbench.page);
    console.log(`      command to first drawn chart: ${Math.round(milliseconds)} ms`);
    await panel.becomes('Done');
    const facts = await panel.facts();
    assert.equal(facts.get('optimizer'), 'Adam');
    assert.equal(facts.get('lr'), '0.1');
    assert.equal(facts.get('steps'), '3,000');
    assert.equal(facts.get('seed'), '0');
    assert.match((await panel.verdict.textContent())!, /spike.*2,7\d\d.*recover/);
    assert.ok(await panel.frame.getByRole('img', { name: /^Loss over x and y/ }).isVisible());
    const code = (await editor.lines.first().boundingBox())!;
    const beside = (await workbench.page.locator('iframe.webview').boundingBox())!;
    assert.ok(beside.x > code.x, 'the panel stands right of the code');
  });

  it('runs Trace Adam from the context menu of the code', async () => {
    const { panel } = workbench;
    await panel.goToStep(1);
    await workbench.menu('return (1', 'x', 'Trace Adam');
    // A new run's cursor goes with its end.
    await panel.showsStep(3000);
    await panel.becomes('Done');
    assert.equal(await panel.button('Stop').count(), 0);
    await panel.goToStep(1);
    close(await panel.runValue('loss'), written.loss[0]!, tableDigits);
  });

  it('moves the cursor with the arrow keys on the slider', async () => {
    const { panel } = workbench;
    await panel.slider.focus();
    await panel.slider.press('Home');
    await panel.showsStep(0);
    for (let i = 0; i < 3; i++) await panel.slider.press('ArrowRight');
    await panel.showsStep(3);
    await panel.slider.press('ArrowLeft');
    await panel.showsStep(2);
    assert.equal(await panel.slider.inputValue(), '2');
  });

  it('shows the numbers of the command line at the spike', async () => {
    const { panel } = workbench;
    await panel.goToStep(spike);
    close(await panel.runValue('loss'), written.loss[spike - 1]!, tableDigits);
    for (const coordinate of [0, 1]) {
      const values = await panel.values(coordinate);
      close(values.get('thetaBefore')!, written.theta[spike - 1]![coordinate]!, tableDigits);
      close(values.get('theta')!, written.theta[spike]![coordinate]!, tableDigits);
      for (const series of ['grad', 'm', 'v', 'mHat', 'vHat', 'effectiveLearningRate', 'update']) {
        const rows = written[series] as number[][];
        close(values.get(series)!, rows[spike - 1]![coordinate]!, tableDigits, series);
      }
    }
  });

  it('reads the same numbers in the hover over a parameter, in its binding and its uses', async () => {
    const { editor, panel } = workbench;
    await panel.goToStep(spike);
    const rows: [string, string][] = [
      ['g', 'grad'],
      ['m', 'm'],
      ['v', 'v'],
      ['m̂', 'mHat'],
      ['v̂', 'vHat'],
      ['effective learning rate', 'effectiveLearningRate'],
      ['Δθ', 'update'],
    ];
    const places: [string, string, number][] = [
      ['export function rosenbrock', 'x', 0],
      ['return (1', 'y', 1],
    ];
    for (const [line, word, coordinate] of places) {
      const table = await hoverTable(await editor.hover(line, word));
      assert.equal(table.heads.length, 3);
      assert.equal(table.heads[1], `▸ step ${spike.toLocaleString('en')}`);
      const values = await panel.values(coordinate);
      const [before, after] = table.rows.get('θ')![1]!.split(' → ').map(Number);
      close(before!, values.get('thetaBefore')!, hoverDigits);
      close(after!, values.get('theta')!, hoverDigits);
      for (const [symbol, series] of rows) {
        const cells = table.rows.get(symbol)!;
        const all = written[series] as number[][];
        close(Number(cells[0]), all[0]![coordinate]!, hoverDigits, `${symbol} at step 1`);
        close(Number(cells[1]), values.get(series)!, hoverDigits, symbol);
        close(Number(cells[2]), all.at(-1)![coordinate]!, hoverDigits, `${symbol} at the end`);
      }
    }
  });

  it('reads the summary of the run in the hover over its name', async () => {
    const hover = await workbench.editor.hover('export function rosenbrock', 'rosenbrock');
    await hover.getByText('final loss').waitFor();
  });

  it('asks for sharpness, which crosses 38 a hundred steps before the spike', async () => {
    const { panel } = workbench;
    await panel.button('Compute sharpness').click();
    await panel.chart('sharpness').waitFor();
    const said = await panel.frame.locator('.sharpness-said').innerText();
    const crossing = Number(/crossed 38 at step ([\d,]+)/.exec(said)![1]!.replace(',', ''));
    assert.ok(Math.abs(spike - crossing - 115) <= 15, said);
    for (const step of [crossing - 1, crossing]) {
      await panel.goToStep(step);
      assert.equal((await panel.runValue('sharpness')) > 38, step === crossing, `step ${step}`);
    }
    await workbench.screenshot('sharpness');
  });

  it('edits the function: stale everywhere, and Run again makes a new trace', async () => {
    const { editor, page, panel } = workbench;
    await editor.click('return (1', 'return');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(' + 1');
    await panel.stale.waitFor();
    await editor.lenses.filter({ hasText: 'stale' }).waitFor();
    const hover = await editor.hover('export function rosenbrock', 'x');
    await hover.getByText('stale').waitFor();
    await panel.button('Run again').click();
    await panel.stale.waitFor({ state: 'hidden' });
    await panel.becomes('Done');
    await panel.goToStep(1);
    close(await panel.runValue('loss'), written.loss[0]! + 1, tableDigits);
  });
});

/** Equal to so many digits; both may be zero. */
function close(actual: number, expected: number, digits: number, what = ''): void {
  const size = Math.max(Math.abs(actual), Math.abs(expected));
  const near = Math.abs(actual - expected) <= digits * size;
  assert.ok(near, `${what} ${actual} is not ${expected}`);
}
