// Recommendations: sparse ratings as triples, user and item factors, destructured in the loop.
const ratings: Array<{ user: number; item: number; stars: number }> = [
  { user: 0, item: 0, stars: 5 },
  { user: 0, item: 2, stars: 3 },
  { user: 1, item: 0, stars: 4 },
  { user: 1, item: 1, stars: 1 },
  { user: 2, item: 1, stars: 2 },
  { user: 2, item: 3, stars: 5 },
];
const rank = 2;
const factors = (n: number, seed: number) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: rank }, (_, k) => 0.5 + Math.sin(seed + i * rank + k)));

export function recommend({ users, items, mean } = { users: factors(3, 1), items: factors(4, 2), mean: 3 }) {
  let loss = 0;
  for (const { user, item, stars } of ratings) {
    let prediction = mean;
    for (let k = 0; k < rank; k++) prediction += users[user][k] * items[item][k];
    loss += (stars - prediction) ** 2;
  }
  for (const group of [users, items]) {
    for (const vector of group) for (const value of vector) loss += 0.05 * value ** 2;
  }
  return loss;
}
