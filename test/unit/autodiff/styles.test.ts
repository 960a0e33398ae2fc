import assert from 'node:assert/strict';
import { bundleOf, compile, gradientAt } from './bundle';
import { centralDifferences, close } from './numerical';
import { styles, type Style } from './objectives';

const bundle = (style: Style) => bundleOf(style.f, style.start, style.parameters, style.context);

/** The value that plain JavaScript gives, without any of our code. */
function plainValue(style: Style): number {
  const exports: { objective?: (...args: unknown[]) => number; start?: () => unknown[] } = {};
  const run = Reflect.construct(Function, ['exports', bundle(style).code]) as (e: object) => void;
  run(exports);
  return exports.objective!(...exports.start!());
}

describe('objectives in many styles', () => {
  it('are at least forty', () => assert.ok(styles.length >= 40));

  for (const style of styles) {
    it(style.name, () => {
      const program = compile(bundle(style), 7);
      const gradient = new Float64Array(program.start.length);
      const onTape = program.valueAndGradient(program.start, 3, gradient);
      const plain = program.value(program.start, 3);
      assert.ok(Object.is(onTape, plain), `${onTape} on the tape, ${plain} plain`);
      if (style.context === undefined) assert.equal(onTape, plainValue(style));
      const expected =
        style.gradient ?? centralDifferences((theta) => program.value(theta, 3), program.start);
      close([...gradient], expected, 1e-6);
      assert.deepEqual(gradientAt(program, program.start, 3), [...gradient], 'a second time');
    });
  }
});
