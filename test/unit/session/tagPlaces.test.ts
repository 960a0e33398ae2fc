import assert from 'node:assert/strict';
import { outcome, RealSession } from './realSession';

describe('what only the engine can hold against a tag', function () {
  this.timeout(60_000);
  let real: RealSession;

  before(async () => (real = await RealSession.open()));
  after(() => real.close());

  const words = async (text: string) => outcome(await real.run(text, { flags: { steps: 2 } }))[1];

  it('a group of no parameter: shown at the tag', async () => {
    const text = '/**\n * @group y lr=1\n * @group z lr=2\n */\nexport const f = (x = 1) => x * x;';
    assert.equal(await words(text), 'objective.ts:2:11 No parameter is named “y”. There are: x.');
    assert.equal(
      await words(text.replace('y lr', 'x lr')),
      'objective.ts:3:11 No parameter is named “z”. There are: x.',
    );
  });
});
