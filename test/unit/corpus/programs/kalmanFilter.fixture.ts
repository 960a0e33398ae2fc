// Log-likelihood of a Kalman filter (position and speed), two-by-two algebra written out.
const readings = [0.9, 2.1, 2.8, 4.3, 5.1, 5.8, 7.2];

export function kalman({ process, measurement } = { process: Math.log(0.1), measurement: Math.log(0.5) }) {
  const q = Math.exp(process);
  const r = Math.exp(measurement);
  let x = [0, 1];
  let P = [
    [1, 0],
    [0, 1],
  ];
  let logLikelihood = 0;
  for (const z of readings) {
    // Predict.
    x = [x[0] + x[1], x[1]];
    const [[a, b], [c, d]] = P;
    P = [
      [a + b + c + d + q / 4, b + d + q / 2],
      [c + d + q / 2, d + q],
    ];
    // Update.
    const innovation = z - x[0];
    const S = P[0][0] + r;
    const gain = [P[0][0] / S, P[1][0] / S];
    x = x.map((each, i) => each + gain[i] * innovation);
    P = P.map((row, i) => row.map((each, j) => each - gain[i] * P[0][j]));
    logLikelihood -= 0.5 * (Math.log(2 * Math.PI * S) + innovation ** 2 / S);
  }
  return -logLikelihood;
}
