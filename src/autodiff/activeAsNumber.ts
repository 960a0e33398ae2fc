import { seeSerialised } from './json';
import { lose, writeText } from './lost';
import { Active } from './tape';

/*
 * Makes an active number behave as a number to code that is not rewritten: built-ins that convert
 * it, the user's extensions of Number.prototype, JSON.
 */

export { watchLostGradients } from './lost';

const asNumber = Object.getOwnPropertyDescriptors(Number.prototype) as Record<
  string,
  PropertyDescriptor
>;
const { apply } = Reflect;

Object.setPrototypeOf(Active.prototype, Number.prototype);
for (const name of ['toString', 'toFixed', 'toPrecision', 'toExponential', 'toLocaleString']) {
  const method = asNumber[name]!.value as (this: number, ...args: unknown[]) => string;
  define(name, function (this: Active, ...args) {
    return writeText(apply(method, this.$value, args));
  });
}
define('toJSON', function (this: Active) {
  seeSerialised();
  return this.$value;
});
// To a caller by name the number itself, gradient included; the language asks toPrimitive.
define('valueOf', function (this: Active) {
  return this;
});
define(Symbol.toPrimitive, function (this: Active, hint) {
  if (hint === 'string') return writeText(String(this.$value));
  lose();
  return this.$value;
});
Object.defineProperty(Active.prototype, Symbol.toStringTag, { value: 'Number' });

function define(name: string | symbol, value: (this: Active, ...args: unknown[]) => unknown): void {
  Object.defineProperty(Active.prototype, name, { value, configurable: true, writable: true });
}
