// A soft value iteration on a corridor: rewards are parameters, actions a list of functions.
const length = 6;
const actions: ((s: number) => number)[] = [(s) => Math.max(0, s - 1), (s) => Math.min(length - 1, s + 1), (s) => s];
const demonstrations = [
  { state: 0, action: 1 },
  { state: 1, action: 1 },
  { state: 3, action: 1 },
  { state: 5, action: 2 },
];

export function inverseReinforcement(reward = [0, 0.1, 0, -0.1, 0.2, 1]) {
  const discount = 0.9;
  let values = reward.map(() => 0);
  const quality = (s: number) => actions.map((go) => reward[s] + discount * values[go(s)]);
  const soft = (q: number[]) => Math.log(q.reduce((sum, each) => sum + Math.exp(each), 0));
  for (let sweep = 0; sweep < 15; sweep++) values = values.map((_, s) => soft(quality(s)));
  return -demonstrations.reduce((sum, { state, action }) => {
    const q = quality(state);
    return sum + q[action] - soft(q);
  }, 0);
}
