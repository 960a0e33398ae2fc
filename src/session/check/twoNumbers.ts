/** Two numbers with as few digits as tell them apart, at least four: `−21.56`, `−215.6`. */
export function twoNumbers(a: number, b: number): [string, string] {
  for (let digits = 4; digits < 17; digits++) {
    const [first, second] = [short(a, digits), short(b, digits)];
    if (first !== second) return [first, second];
  }
  return [short(a, 17), short(b, 17)];
}

function short(x: number, digits: number): string {
  return String(Number(x.toPrecision(digits))).replaceAll('-', '−');
}
