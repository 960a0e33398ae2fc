// Weibull survival times, some of them censored: the ternary picks the term.
const patients: { months: number; died: boolean }[] = [
  { months: 3, died: true },
  { months: 7, died: true },
  { months: 9, died: false },
  { months: 14, died: true },
  { months: 20, died: false },
];

export const weibull = (logShape = 0.1, logScale = 2.4): number => {
  const k = Math.exp(logShape);
  const lambda = Math.exp(logScale);
  return -patients.reduce((total, { months, died }) => {
    const ratio = months / lambda;
    const logSurvival = -(ratio ** k);
    return total + (died ? Math.log(k / lambda) + (k - 1) * Math.log(ratio) + logSurvival : logSurvival);
  }, 0);
};
