import assert from 'node:assert/strict';
import { Workbench } from './support/workbench';

describe('a person whose VS Code speaks Chinese', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open({ language: 'zh-cn' });
  });
  after(() => workbench?.close());

  it('reads lens, panel and hover in Chinese', async () => {
    const { editor, panel } = workbench;
    await workbench.openFile('rosenbrock.ts');
    await editor.lenses.first().waitFor();
    assert.equal((await editor.lenses.allTextContents())[0], '▶ 跟踪 Adam · lr 0.1 · 3,000 步');
    await editor.lenses.first().click();
    await panel.frame.locator('.timeline').waitFor();
    await panel.frame.getByText('完成').waitFor();
    assert.match((await panel.verdict.textContent())!, /^损失降至 1e-29，在第 2,7\d0 步附近飙升/);
    assert.equal(await panel.button('再次运行').count(), 1);
    await workbench.screenshot('panel-zh-cn');
    const hover = await editor.hover('export function rosenbrock', 'x');
    await hover.getByText('第 3,000 步，共 3,000 步').waitFor();
    await hover.getByText('有效学习率').waitFor();
    await workbench.screenshot('hover-zh-cn');
  });
});
