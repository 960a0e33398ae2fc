import assert from 'node:assert/strict';
import { message } from '../../../src/messages';
import { parseArguments } from '../../../src/cli/arguments';
import { adamscope, beside } from './support';

const files = {
  'a.ts': `export const bowl = (x = 1, y = 2) => x * x + Math.abs(y - 2);
export function scaled(x = 0.3712345678912) {
  const text = String(Math.floor(x * 1e12));
  return (Number(text) / 1e12) * 3;
}
export const hidden = (x = 3) => { const a = new Float64Array(new ArrayBuffer(8)); a[0] = x; return a[0] * x; };
`,
};

describe('adamscope check', function () {
  const place = beside(this, files);

  it('reads its options, and names what is wrong', () => {
    assert.deepEqual(parseArguments('check a.ts#f --points 3 --seed 7 --format csv'.split(' ')), {
      ...{ name: 'check', target: 'a.ts#f', flags: { seed: 7 }, points: 3, format: 'csv' },
      out: null,
    });
    for (const points of ['-1', '1.5', 'x', '', '1001']) {
      assert.deepEqual(parseArguments(['check', 'a.ts', `--points=${points}`]), {
        problem: message('commandLine.check-points', [1000, points]),
      });
    }
  });

  it('writes every derivative, and its exit status is a grade', async () => {
    const fine = await adamscope(
      ['check', 'a.ts#bowl', '--points', '1', '--format', 'json'],
      place.folder,
    );
    assert.equal(fine.status, 0, fine.stderr);
    const written = JSON.parse(fine.stdout) as {
      gradientSource: string;
      derivatives: { point: number; coordinate: string; verdict: string; exact: number }[];
    };
    assert.equal(written.gradientSource, 'compiled');
    assert.deepEqual(
      written.derivatives
        .filter(({ point }) => point === 0)
        .map(({ coordinate, verdict, exact }) => [coordinate, verdict, exact]),
      [
        ['y', 'kink', 0],
        ['x', 'agrees', 2],
      ],
    );

    const failing = await adamscope(['check', 'a.ts#scaled', '--points', '0'], place.folder);
    assert.equal(failing.status, 1);
    assert.match(failing.stdout, /^verdict .*\nfails +0 +x +0\.3712346 +0 +3/);
    assert.match(failing.stderr, /^a\.ts:2:17: The gradient fails: 1 of 1 derivatives /m);
  });

  it('tells of a trace whose gradient is numerical', async () => {
    const { status, stdout, stderr } = await adamscope(
      ['trace', 'a.ts#hidden', '--steps', '2'],
      place.folder,
    );
    assert.equal(status, 0, stderr);
    const { gradientSource } = JSON.parse(stdout) as { gradientSource: string };
    assert.equal(gradientSource, 'numerical');
    assert.match(stderr, /^a\.ts:6:46: note: The gradient is numerical, by central differences/m);
  });
});
