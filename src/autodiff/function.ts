type AnyFunction = (...args: unknown[]) => unknown;

/** A function from its text: the only place in this room where text becomes code. */
export function functionFrom(parameters: string[], body: string): AnyFunction {
  return Reflect.construct(Function, [...parameters, body]) as AnyFunction;
}
