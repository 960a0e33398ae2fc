// The objectives of the gradient benchmark: as a user types them, and with the gradient by hand.

const sine = (n, by = 1) => Array.from({ length: n }, (_, i) => Math.sin(by * i));
const chain = `function f(x) {
  let s = 0;
  for (let i = 0; i < x.length - 1; i++) {
    s += 100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2;
  }
  return s;
}`;

function chainByHand(x, g) {
  let s = 0;
  g.fill(0);
  for (let i = 0; i < x.length - 1; i++) {
    const valley = x[i + 1] - x[i] * x[i];
    const rest = 1 - x[i];
    s += 100 * valley * valley + rest * rest;
    g[i] += -400 * valley * x[i] - 2 * rest;
    g[i + 1] += 200 * valley;
  }
  return s;
}

const rows = `const rows = Array.from({ length: 200 }, (_, i) =>
  Array.from({ length: 20 }, (_, j) => Math.sin(7 * i + j)));
const labels = rows.map((row) => (row[0] + row[1] > 0 ? 1 : 0));`;

function logisticByHand() {
  const [n, d] = [200, 20];
  const x = Float64Array.from({ length: n * d }, (_, k) =>
    Math.sin(7 * Math.floor(k / d) + (k % d)),
  );
  const y = Float64Array.from({ length: n }, (_, i) => (x[i * d] + x[i * d + 1] > 0 ? 1 : 0));
  return (w, g) => {
    let loss = 0;
    g.fill(0);
    for (let i = 0; i < n; i++) {
      let z = 0;
      for (let j = 0; j < d; j++) z += w[j] * x[i * d + j];
      const e = Math.exp(-Math.abs(z));
      loss += Math.log1p(e) + Math.max(z, 0) - y[i] * z;
      const slope = ((z > 0 ? 1 / (1 + e) : e / (1 + e)) - y[i]) / n;
      for (let j = 0; j < d; j++) g[j] += slope * x[i * d + j];
    }
    return loss / n;
  };
}

const network = (inputs, points) => `const inputs = Array.from({ length: ${points} }, (_, i) =>
  Array.from({ length: ${inputs} }, (_, j) => Math.sin(i + 2 * j)));
const targets = inputs.map((x) => x[0] * x[1]);
function f({ w1, b1, w2, b2 }) {
  let loss = 0;
  for (let i = 0; i < inputs.length; i++) {
    let out = b2;
    for (let h = 0; h < b1.length; h++) {
      let z = b1[h];
      for (let j = 0; j < inputs[i].length; j++) z += w1[h][j] * inputs[i][j];
      out += w2[h] * Math.tanh(z);
    }
    loss += (out - targets[i]) ** 2;
  }
  return loss / inputs.length;
}`;

function networkByHand(d, hidden, n) {
  const x = Float64Array.from({ length: n * d }, (_, k) =>
    Math.sin(Math.floor(k / d) + 2 * (k % d)),
  );
  const y = Float64Array.from({ length: n }, (_, i) => x[i * d] * x[i * d + 1]);
  const [b1, w2, b2] = [hidden * d, hidden * (d + 1), hidden * (d + 2)];
  const a = new Float64Array(hidden);
  return (p, g) => {
    let loss = 0;
    g.fill(0);
    for (let i = 0; i < n; i++) {
      let out = p[b2];
      for (let h = 0; h < hidden; h++) {
        let z = p[b1 + h];
        for (let j = 0; j < d; j++) z += p[h * d + j] * x[i * d + j];
        a[h] = Math.tanh(z);
        out += p[w2 + h] * a[h];
      }
      const error = out - y[i];
      loss += error * error;
      const slope = (2 * error) / n;
      g[b2] += slope;
      for (let h = 0; h < hidden; h++) {
        g[w2 + h] += slope * a[h];
        const back = slope * p[w2 + h] * (1 - a[h] * a[h]);
        g[b1 + h] += back;
        for (let j = 0; j < d; j++) g[h * d + j] += back * x[i * d + j];
      }
    }
    return loss / n;
  };
}

const weights = (d, hidden) => ({
  w1: Array.from({ length: hidden }, (_, h) => sine(d, h + 1).map((x) => x / 2)),
  b1: sine(hidden, 0.3),
  w2: sine(hidden, 2),
  b2: 0.3,
});

function networkObjective(d, hidden, points) {
  return {
    name: `network ${d}-${hidden}-1, ${points} points`,
    task: { kind: 'network', d, hidden, points },
    source: network(d, points),
    start: weights(d, hidden),
    byHand: networkByHand(d, hidden, points),
  };
}

export const objectives = [
  {
    name: 'Rosenbrock, n = 2',
    task: { kind: 'rosenbrock', n: 2 },
    source: 'function f([x, y]) { return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2; }',
    start: [-1.2, 1],
    byHand(p, g) {
      const valley = p[1] - p[0] * p[0];
      g[0] = -2 * (1 - p[0]) - 400 * p[0] * valley;
      g[1] = 200 * valley;
      return (1 - p[0]) ** 2 + 100 * valley ** 2;
    },
  },
  {
    name: 'Rosenbrock, n = 100',
    task: { kind: 'rosenbrock', n: 100 },
    ...{ source: chain, start: sine(100), byHand: chainByHand },
  },
  {
    name: 'Rosenbrock, n = 1,000',
    task: { kind: 'rosenbrock', n: 1000 },
    ...{ source: chain, start: sine(1000), byHand: chainByHand },
  },
  {
    name: 'logistic regression, 200 × 20',
    task: { kind: 'logistic', n: 200, d: 20 },
    source: `${rows}
function f(w) {
  let loss = 0;
  for (let i = 0; i < rows.length; i++) {
    let z = 0;
    for (let j = 0; j < w.length; j++) z += w[j] * rows[i][j];
    loss += Math.log1p(Math.exp(-Math.abs(z))) + Math.max(z, 0) - labels[i] * z;
  }
  return loss / rows.length;
}`,
    start: sine(20),
    byHand: logisticByHand(),
  },
  networkObjective(2, 16, 100),
  networkObjective(16, 32, 256),
];

/** Networks so wide that what multiplies matrices catches up. */
export const wide = [networkObjective(16, 64, 256), networkObjective(16, 256, 256)];

/** The same objectives written with helper functions, array methods and closures. */
export const inStyle = [
  {
    name: 'Rosenbrock, n = 100: reduce',
    source: `const square = (x) => x * x;
const f = (x) => x.slice(1).reduce((s, next, i) => s + 100 * square(next - square(x[i])) + square(1 - x[i]), 0);`,
    start: sine(100),
    byHand: chainByHand,
  },
  {
    name: 'logistic regression: map and reduce',
    source: `${rows}
const dot = (a, b) => a.reduce((s, each, i) => s + each * b[i], 0);
const softplus = (z) => Math.log1p(Math.exp(-Math.abs(z))) + Math.max(z, 0);
const mean = (all) => all.reduce((a, b) => a + b, 0) / all.length;
const f = (w) => mean(rows.map((row, i) => { const z = dot(row, w); return softplus(z) - labels[i] * z; }));`,
    start: sine(20),
    byHand: logisticByHand(),
  },
  {
    name: 'network 2-16-1: layers',
    source: `const inputs = Array.from({ length: 100 }, (_, i) => Array.from({ length: 2 }, (_, j) => Math.sin(i + 2 * j)));
const targets = inputs.map((x) => x[0] * x[1]);
const dot = (a, b) => a.reduce((s, each, i) => s + each * b[i], 0);
const layer = (w, b, x) => w.map((row, h) => Math.tanh(dot(row, x) + b[h]));
const f = ({ w1, b1, w2, b2 }) => {
  const predict = (x) => dot(w2, layer(w1, b1, x)) + b2;
  return inputs.reduce((s, x, i) => s + (predict(x) - targets[i]) ** 2, 0) / inputs.length;
};`,
    start: weights(2, 16),
    byHand: networkByHand(2, 16, 100),
  },
];
