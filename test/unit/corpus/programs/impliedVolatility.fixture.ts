// Option prices by Black and Scholes; the normal distribution by a nested polynomial.
const cumulative = (x: number) => {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * poly;
  return x >= 0 ? 1 - tail : tail;
};

function blackScholes(spot: number, strike: number, time: number, rate: number, sigma: number) {
  const d1 = (Math.log(spot / strike) + (rate + sigma ** 2 / 2) * time) / (sigma * Math.sqrt(time));
  const d2 = d1 - sigma * Math.sqrt(time);
  return spot * cumulative(d1) - strike * Math.exp(-rate * time) * cumulative(d2);
}

const quotes = [
  { strike: 90, price: 13.2 },
  { strike: 100, price: 6.9 },
  { strike: 110, price: 3.1 },
];

export const smile = ([level, skew, rate] = [0.22, -0.1, 0.02]) =>
  quotes.reduce((sum, { strike, price }) => {
    const sigma = level + skew * Math.log(strike / 100);
    return sum + (blackScholes(100, strike, 0.5, rate, sigma) - price) ** 2;
  }, 0);
