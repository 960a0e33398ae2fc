// A tiny expression language: a tokenizer with a regular expression, and a recursive descent parser.
type Environment = Record<string, number>;

function evaluate(source: string, environment: Environment): number {
  const tokens = source.match(/[a-z]+|\d+(?:\.\d+)?|[-+*/()^]/g)!;
  let at = 0;

  function primary(): number {
    const token = tokens[at++];
    if (token === '(') {
      const value = sum();
      at++;
      return value;
    }
    if (token === '-') return -primary();
    return /\d/.test(token) ? Number(token) : environment[token];
  }
  function power(): number {
    const base = primary();
    if (tokens[at] !== '^') return base;
    at++;
    return base ** power();
  }
  function product(): number {
    let value = power();
    while (tokens[at] === '*' || tokens[at] === '/') {
      value = tokens[at++] === '*' ? value * power() : value / power();
    }
    return value;
  }
  function sum(): number {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '-') {
      value = tokens[at++] === '+' ? value + product() : value - product();
    }
    return value;
  }
  return sum();
}

export const interpreted = ([x, y] = [-1.2, 1]) =>
  evaluate('(1 - x)^2 + 100 * (y - x^2)^2 / 2', { x, y });
