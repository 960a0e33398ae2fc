// Dynamic programming with a soft maximum: a table of partial sums, filled row by row.
const weights = [2, 3, 4, 5];
const capacity = 9;

const softMax = (a: number, b: number) => {
  const hi = Math.max(a, b);
  return hi + Math.log(Math.exp(a - hi) + Math.exp(b - hi));
};

export function knapsack(values = [3, 4.5, 5.2, 6.9]) {
  const best: number[][] = [new Array<number>(capacity + 1).fill(0)];
  for (let item = 0; item < weights.length; item++) {
    const row: number[] = [];
    for (let room = 0; room <= capacity; room++) {
      const without = best[item][room];
      row[room] =
        room < weights[item]
          ? without
          : softMax(without, best[item][room - weights[item]] + values[item]);
    }
    best.push(row);
  }
  return -best[weights.length][capacity];
}
