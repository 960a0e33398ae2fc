// Labelled loops over a board: the first cell above a threshold ends a row's scan.
const board = [
  [0.2, 0.9, 0.1, 0.4],
  [0.7, 0.3, 0.8, 0.2],
  [0.1, 0.2, 0.3, 0.95],
];

export function scan(threshold = 0.55, weights = [1, 0.8, 0.6, 0.4]) {
  let score = 0;
  rows: for (let i = 0; i < board.length; i++) {
    for (let j = 0; j < board[i].length; j++) {
      const cell = board[i][j] * weights[j];
      if (cell > threshold) {
        score += (cell - threshold) ** 2 + 0.1 * threshold;
        continue rows;
      }
      if (score > 5) break rows;
      score += 0.05 * cell;
    }
    score += threshold * weights[0];
  }
  return score;
}
