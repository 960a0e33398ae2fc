import assert from 'node:assert/strict';
import { stepSize, type AdamStep } from '../../webview/state/stepSize';

/** Adam's step from moments, as PyTorch computes it. */
function adam(step: number, mHat: number, vHat: number, lr = 0.1, eps = 1e-8): AdamStep {
  const effectiveLearningRate = lr / (Math.sqrt(vHat) + eps);
  const update = -effectiveLearningRate * mHat;
  return { step, theta: 0.3, mHat, vHat, effectiveLearningRate, update, eps };
}

describe('why an update is as long as it is', () => {
  it('at step 1 it is lr, whatever the gradient', () => {
    for (const gradient of [-215.6, 1e-3, 4e7]) {
      const size = stepSize(adam(1, gradient, gradient ** 2))!;
      assert.equal(size.reason, 'first');
      assert.ok(Math.abs(size.share - 1) < 2e-5, String(size.share));
      assert.ok(Math.abs(size.learningRate - 0.1) < 1e-15);
    }
  });

  it('eps decides where it is larger than √v̂, at step 1 too', () => {
    const size = stepSize(adam(1, 1e-9, 1e-18))!;
    assert.equal(size.reason, 'eps');
    assert.ok(Math.abs(size.share - 1 / 11) < 1e-12);
  });

  it('tells gradients that agree, cancel and suddenly grow', () => {
    assert.equal(stepSize(adam(50, 0.9, 1))!.reason, 'agreeing');
    assert.equal(stepSize(adam(50, 0.02, 1))!.reason, 'cancelled');
    assert.equal(stepSize(adam(50, 1.7, 1))!.reason, 'sudden');
  });

  it('says nothing of a step that is none, nor of one with more in it than m̂', () => {
    assert.equal(stepSize(adam(0, 1, 1)), null);
    assert.equal(stepSize(adam(5, 0, 1)), null);
    assert.equal(stepSize({ ...adam(5, 1, 1), update: -0.11 }), null);
    assert.equal(stepSize({ ...adam(5, 1, 1), mHat: NaN }), null);
  });
});
