/** What stands to the right of `=`. */
export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'name'; name: string }
  | { kind: Unary; of: Expression }
  | { kind: Binary; left: Expression; right: Expression };

export type Unary = 'negate' | 'sqrt' | 'abs' | 'sign';
export type Binary = 'add' | 'subtract' | 'multiply' | 'divide' | 'max';

/** `name = value`: from here on `name` is the new value. */
export interface Assignment {
  name: string;
  value: Expression;
}

const infix: Record<string, { kind: Binary; binds: number }> = {
  '+': { kind: 'add', binds: 1 },
  '-': { kind: 'subtract', binds: 1 },
  '*': { kind: 'multiply', binds: 2 },
  '/': { kind: 'divide', binds: 2 },
};
const unary: readonly string[] = ['sqrt', 'abs', 'sign'] satisfies Unary[];

/**
 * Reads a formula: assignments, a line each, in the words of JavaScript, of which it has numbers,
 * names, `+ - * /`, parentheses, `sqrt`, `abs`, `sign` and `max` of two. As there, operators of the
 * same rank go from left to right, which decides the rounding.
 *
 * @throws where the text is none; formulas are ours, so that is a mistake in this project
 */
export function parseFormula(text: string): Assignment[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const reader = new Reader(line);
    const name = reader.take();
    reader.expect('=');
    const value = reader.expression();
    reader.expect('');
    return { name, value };
  });
}

/** Reads one expression on its own. */
export function parseExpression(text: string): Expression {
  const reader = new Reader(text);
  const expression = reader.expression();
  reader.expect('');
  return expression;
}

/** The names that an expression reads. */
export function namesIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'number':
      return [];
    case 'name':
      return [expression.name];
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'max':
      return [...namesIn(expression.left), ...namesIn(expression.right)];
    default:
      return namesIn(expression.of);
  }
}

/** Goes through the words of one line; after the last one they are empty. */
class Reader {
  private readonly words: string[];
  private at = 0;

  constructor(private readonly line: string) {
    this.words = line.match(/[A-Za-z]\w*|[\d.]+|\S/g) ?? [];
  }

  take(): string {
    return this.words[this.at++] ?? '';
  }

  expect(word: string): void {
    const found = this.take();
    if (found !== word) throw new SyntaxError(`“${found}” for “${word}” in: ${this.line}`);
  }

  /** Operators that bind more than `above`. */
  expression(above = 0): Expression {
    let left = this.operand();
    for (;;) {
      const operator = infix[this.words[this.at] ?? ''];
      if (!operator || operator.binds <= above) return left;
      this.at++;
      left = { kind: operator.kind, left, right: this.expression(operator.binds) };
    }
  }

  private operand(): Expression {
    const word = this.take();
    if (word === '-') return { kind: 'negate', of: this.operand() };
    if (word === '(') return this.closed(this.expression());
    if (/^\d/.test(word)) return { kind: 'number', value: Number(word) };
    if (!/^\w/.test(word)) throw new SyntaxError(`“${word}” is no operand in: ${this.line}`);
    if (this.words[this.at] !== '(') return { kind: 'name', name: word };
    this.at++;
    if (unary.includes(word)) {
      return { kind: word as Unary, of: this.closed(this.expression()) };
    }
    if (word !== 'max') throw new SyntaxError(`“${word}” is no function in: ${this.line}`);
    const left = this.expression();
    this.expect(',');
    return { kind: 'max', left, right: this.closed(this.expression()) };
  }

  private closed(inside: Expression): Expression {
    this.expect(')');
    return inside;
  }
}
