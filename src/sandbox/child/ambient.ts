/**
 * Makes a Node worker's global scope one that knows ECMAScript alone. The permission model and the
 * process are the walls; this is so that an objective meets a natural `ReferenceError: process is
 * not defined` instead of something half-working.
 */
const kept = new Set(
  `globalThis Infinity NaN undefined eval isFinite isNaN parseFloat parseInt decodeURI
  decodeURIComponent encodeURI encodeURIComponent escape unescape
  AggregateError Array ArrayBuffer AsyncDisposableStack BigInt BigInt64Array BigUint64Array Boolean
  DataView Date DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array
  Float64Array Function Int8Array Int16Array Int32Array Iterator Map Number Object Promise Proxy
  RangeError ReferenceError RegExp Set SharedArrayBuffer String SuppressedError Symbol SyntaxError
  TypeError URIError Uint8Array Uint8ClampedArray Uint16Array Uint32Array WeakMap WeakRef WeakSet
  Atomics JSON Math Reflect Intl
  WebAssembly`.split(/\s+/),
);

/** Removes every global that is not part of the language. WebAssembly only computes, so it stays. */
export function removeAmbientNames(): void {
  for (const name of Reflect.ownKeys(globalThis)) {
    if (typeof name === 'string' && kept.has(name)) continue;
    Reflect.deleteProperty(globalThis, name);
  }
}

/**
 * Pins the functions that the engine computes with: user code shares this realm, and an objective
 * that assigns to `Math.sqrt` must not change what Adam does. New properties may still be added.
 * `Math.random` stays open, since a seeded one may be put in its place.
 */
export function pinBuiltIns(): void {
  for (const object of [Math, Reflect, Atomics]) {
    for (const name of Reflect.ownKeys(object)) {
      if (object === Math && name === 'random') continue;
      Object.defineProperty(object, name, { writable: false, configurable: false });
    }
  }
  for (const name of ['isFinite', 'isNaN', 'Float64Array', 'Math', 'Reflect', 'Atomics']) {
    Object.defineProperty(globalThis, name, { writable: false, configurable: false });
  }
}
