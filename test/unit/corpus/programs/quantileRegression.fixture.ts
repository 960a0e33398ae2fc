// Quantile (pinball) loss for three quantiles at once, with a penalty where they cross.
const data: Array<[x: number, y: number]> = [
  [0, 0.3],
  [1, 1.9],
  [2, 1.6],
  [3, 4.1],
  [4, 3.2],
  [5, 6.3],
];
const quantiles = [0.1, 0.5, 0.9];

const pinball = (error: number, tau: number) => (error >= 0 ? tau * error : (tau - 1) * error);

export function quantileLoss(
  lines = [
    { slope: 0.9, offset: -0.6 },
    { slope: 1.1, offset: 0.17 },
    { slope: 1.2, offset: 0.9 },
  ],
) {
  let loss = 0;
  for (const [x, y] of data) {
    const predictions = lines.map(({ slope, offset }) => slope * x + offset);
    quantiles.forEach((tau, k) => {
      loss += pinball(y - predictions[k], tau);
    });
    for (let k = 1; k < predictions.length; k++) {
      loss += Math.max(0, predictions[k - 1] - predictions[k]);
    }
  }
  return loss / data.length;
}
