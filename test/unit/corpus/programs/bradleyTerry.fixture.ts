// Strengths of teams from results by name; a plain object as the tree of parameters.
const results = [
  ['ants', 'bees'],
  ['ants', 'cats'],
  ['bees', 'cats'],
  ['cats', 'ants'],
  ['bees', 'dogs'],
  ['dogs', 'cats'],
] as const;

export function strengths(teams = { ants: 0.2, bees: 0.1, cats: 0, dogs: -0.1 }) {
  let loss = 0;
  for (const [winner, loser] of results) {
    loss += Math.log1p(Math.exp(teams[loser] - teams[winner]));
  }
  for (const name of Object.keys(teams) as (keyof typeof teams)[]) loss += 0.1 * teams[name] ** 2;
  return loss;
}
