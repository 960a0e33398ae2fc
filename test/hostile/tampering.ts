import { attacks } from './attack';

/** Changes of the realm that the engine computes in: no number of the run changes by them, or they are named. */
export const tampering = attacks({ ends: 'done' }, [
  [
    'Math',
    "const M = f.constructor('return Math')(); for (const name of ['sqrt', 'max', 'abs', 'pow', 'random']) try { M[name] = () => 0; } catch {}",
  ],
  [
    'Math, as a whole',
    "try { f.constructor('Math = { sqrt: () => 0 }')(); } catch {} try { f.constructor('delete globalThis.Math')(); } catch {}",
  ],
  [
    'array methods',
    "for (const name of ['push', 'map', 'slice', 'forEach', 'join', 'some', 'every']) Array.prototype[name] = () => 0;",
  ],
  [
    'typed array methods',
    "const T = Object.getPrototypeOf(Uint8Array.prototype); for (const name of ['set', 'subarray', 'slice', 'fill']) T[name] = () => 0;",
  ],
  [
    'Atomics',
    "for (const name of ['load', 'store', 'add', 'wait', 'notify']) try { f.constructor('return Atomics')()[name] = () => 0; } catch {}",
  ],
  ['isFinite', "try { f.constructor('isFinite = () => false; isNaN = () => true')(); } catch {}"],
  [
    'Object.prototype',
    'Object.prototype.polluted = 1; Object.prototype.place = { file: 1 }; Object.prototype.vMax = [0, 0]; realm.Function.prototype.polluted = 1; Array.prototype.polluted = 1;',
  ],
  ['__proto__', "({}).__proto__.message = 'polluted'; ({}).constructor.prototype.polluted = 2;"],
  [
    'setters on Object.prototype',
    "for (const name of ['type', 'run', 'token', 'step', 'state', 'error']) Object.defineProperty(Object.prototype, name, { set() { throw 1; }, get() { return 'mine'; }, configurable: true });",
  ],
  [
    'indices on Array.prototype',
    'for (let i = 0; i < 64; i++) Object.defineProperty(Array.prototype, i, { set() {}, get() { return 7; }, configurable: true });',
  ],
  [
    'string methods',
    "for (const name of ['slice', 'replace', 'split', 'indexOf', 'charCodeAt']) String.prototype[name] = () => 'mine';",
  ],
  [
    'regular expressions',
    'RegExp.prototype.exec = () => null; RegExp.prototype.test = () => true;',
  ],
  [
    'JSON',
    "const J = f.constructor('return JSON')(); J.stringify = () => 'mine'; J.parse = () => ({});",
  ],
  [
    'Number',
    "Number.prototype.toString = () => 'mine'; const N = f.constructor('return Number')(); N.isFinite = () => false; N.isInteger = () => true;",
  ],
  [
    'call and apply',
    'realm.Function.prototype.call = () => 0; realm.Function.prototype.apply = () => 0; realm.Function.prototype.bind = () => () => 0;',
  ],
  ['promises', 'Promise.prototype.then = () => 0; Promise.resolve = () => 0;'],
  [
    'Symbol.species',
    'for (const C of [Array, Promise, ArrayBuffer, RegExp]) Object.defineProperty(C, Symbol.species, { get() { return function () { return {}; }; } });',
  ],
  ['Error.stackTraceLimit', 'Error.stackTraceLimit = 0; Error.captureStackTrace = null;'],
  ['Error.prepareStackTrace', 'Error.prepareStackTrace = () => { throw 1; };'],
  [
    'frozen prototypes',
    'for (const o of [Object.prototype, Array.prototype, realm.Function.prototype, Float64Array.prototype]) Object.freeze(o);',
  ],
  [
    'deleted names',
    "for (const name of ['Map', 'Set', 'WeakMap', 'Symbol', 'Error', 'JSON', 'Promise', 'Proxy', 'Array']) f.constructor(`delete globalThis.${name}`)();",
    { ends: 'user-error', says: /^The objective changes Array, a built-in function/ },
  ],
  [
    'everything that can be deleted',
    "for (const name of Reflect.ownKeys(f.constructor('return globalThis')())) try { f.constructor('n', 'delete globalThis[n]')(name); } catch {}",
  ],
  [
    'the text of functions',
    "realm.Function.prototype.toString = () => 'mine'; Object.prototype.toString = () => 'mine';",
  ],
  ['its own name', 'f.constructor.prototype.constructor = null;'],
  [
    'its arguments',
    'arguments[0][0] = 1e9; arguments[0].length = 0; arguments[1].step = 7;',
    { ends: 'done' },
  ],
  [
    'property descriptors',
    'Object.prototype.writable = false; Object.prototype.enumerable = false; Object.prototype.configurable = false;',
  ],
]);
