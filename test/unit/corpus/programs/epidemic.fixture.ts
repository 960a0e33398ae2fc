// An SIR epidemic with a lockdown: the contact rate is a closure over the parameters.
const reported = [1, 2.4, 5.2, 9.8, 14.1, 15.2, 13.9];

function simulate(contact: (day: number) => number, recovery: number) {
  let [s, i] = [0.99, 0.01];
  const curve: number[] = [];
  for (let day = 0; day < 14; day++) {
    const infections = contact(day) * s * i;
    s -= infections;
    i += infections - recovery * i;
    if (day % 2 === 0) curve.push(100 * i);
  }
  return curve;
}

export function fitEpidemic({ before, after, recovery } = { before: 0.7, after: 0.4, recovery: 0.2 }) {
  const lockdown = 7;
  const curve = simulate((day) => (day < lockdown ? before : after), recovery);
  return curve.reduce((sum, cases, k) => sum + (Math.log(cases) - Math.log(reported[k])) ** 2, 0);
}
