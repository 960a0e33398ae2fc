// One head of self-attention over a short sequence, matrices as rows, matmul and transpose by map.
type Matrix = number[][];

const transpose = (A: Matrix): Matrix => A[0].map((_, j) => A.map((row) => row[j]));
const matmul = (A: Matrix, B: Matrix): Matrix => {
  const columns = transpose(B);
  return A.map((row) => columns.map((column) => row.reduce((s, a, k) => s + a * column[k], 0)));
};
const softmax = (row: number[]) => {
  const top = Math.max(...row);
  const e = row.map((z) => Math.exp(z - top));
  const sum = e.reduce((a, b) => a + b);
  return e.map((each) => each / sum);
};

const tokens: Matrix = [
  [1, 0.2, -0.3],
  [0.1, 0.9, 0.4],
  [-0.7, 0.3, 0.8],
  [0.5, -0.5, 0.1],
];
const wanted: Matrix = tokens.map((row) => [row[0] + row[1], row[2]]);
const start = (rows: number, columns: number, by: number): Matrix =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => Math.sin(by + 2 * i + 3 * j) / 2),
  );

export function attention({ q, k, v } = { q: start(3, 2, 1), k: start(3, 2, 2), v: start(3, 2, 3) }) {
  const [Q, K, V] = [q, k, v].map((w) => matmul(tokens, w));
  const scores = matmul(Q, transpose(K)).map((row) => softmax(row.map((s) => s / Math.SQRT2)));
  const output = matmul(scores, V);
  return output.flat().reduce((sum, each, i) => sum + (each - wanted.flat()[i]) ** 2, 0);
}
