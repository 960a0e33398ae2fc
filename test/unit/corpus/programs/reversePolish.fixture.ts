// A stack machine with push and pop; the program is a string.
const program = 'x y * 1 + x - 2 ^ y 0.5 * +'.split(' ');

export function stackMachine(x = 0.7, y = 1.3) {
  const stack: number[] = [];
  for (const token of program) {
    switch (token) {
      case '+':
        stack.push(stack.pop()! + stack.pop()!);
        break;
      case '*':
        stack.push(stack.pop()! * stack.pop()!);
        break;
      case '-': {
        const right = stack.pop()!;
        stack.push(stack.pop()! - right);
        break;
      }
      case '^': {
        const exponent = stack.pop()!;
        stack.push(stack.pop()! ** exponent);
        break;
      }
      case 'x':
        stack.push(x);
        break;
      case 'y':
        stack.push(y);
        break;
      default:
        stack.push(Number(token));
    }
  }
  return stack[0];
}
