import { Active } from './tape';

/*
 * Short texts for values of the user's. They are the user's objects: getters may throw, proxies may
 * lie and strings may be 256 MB long, so every look is guarded and everything is cut.
 */

/** At most `length` UTF-16 units of a text, with an ellipsis where it was cut. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1)}…`;
}

/** The type as JavaScript names it, or the class of an object: `string`, `null`, `Promise`. */
export function typeName(x: unknown): string {
  if (x === null) return 'null';
  if (typeof x !== 'object') return typeof x;
  try {
    if (x instanceof Active) return 'number';
    // An object's own class name where it has one, else the tag: [object Date].
    const prototype: unknown = Object.getPrototypeOf(x);
    const named = prototype
      ? Reflect.getOwnPropertyDescriptor(prototype, 'constructor')
      : undefined;
    const name: unknown = (named?.value as { name?: unknown } | undefined)?.name;
    if (typeof name === 'string' && name !== '' && name !== 'Object') return cut(name, 60);
    return Array.isArray(x) ? 'Array' : tagOf(x) === '[object Promise]' ? 'Promise' : 'object';
  } catch {
    return 'object';
  }
}

/** A value as a person would write it, at most `length` characters. */
export function preview(x: unknown, length = 100, depth = 2): string {
  try {
    return cut(write(x, length, depth), length);
  } catch {
    return `[${typeName(x)}]`;
  }
}

function write(x: unknown, length: number, depth: number): string {
  if (x instanceof Active) return write(x.$value, length, depth);
  switch (typeof x) {
    case 'string':
      return JSON.stringify(cut(x, length));
    case 'bigint':
      return `${x}n`;
    case 'number':
      return Object.is(x, -0) ? '-0' : `${x}`;
    case 'symbol':
      return x.toString();
    case 'function':
      return '[function]';
    case 'object':
      return x === null ? 'null' : writeObject(x, length, depth);
    default:
      return String(x);
  }
}

/** The first entries of arrays and objects; getters are not called. */
function writeObject(x: object, length: number, depth: number): string {
  const isList = Array.isArray(x) || ArrayBuffer.isView(x);
  const name = typeName(x);
  if (!isList && name !== 'object') {
    const text = boxed(x);
    if (text !== null) return text;
  }
  if (depth === 0) return isList ? '[…]' : '{…}';
  const most = Math.max(1, Math.min(100, length >> 2));
  const parts: string[] = [];
  let size = 0;
  const keys = isList ? null : Reflect.ownKeys(x);
  const count = isList ? (x as ArrayLike<unknown>).length : keys!.length;
  for (let i = 0; i < count; i++) {
    if (i >= most || size > length) {
      parts.push('…');
      break;
    }
    const key = keys ? keys[i]! : String(i);
    const descriptor = Reflect.getOwnPropertyDescriptor(x, key);
    const text =
      !descriptor || 'value' in descriptor
        ? write(descriptor?.value as unknown, length, depth - 1)
        : '[getter]';
    parts.push(keys ? `${cut(String(key), 60)}: ${text}` : text);
    size += text.length;
  }
  if (isList) return `[${parts.join(', ')}]`;
  const body = parts.length > 0 ? `{ ${parts.join(', ')} }` : '{}';
  return name === 'object' ? body : `${name} ${body}`;
}

function tagOf(x: object): string {
  return Object.prototype.toString.call(x);
}

/** `[Number: 1]`, `[Date: …]`, an error as its stack would begin. */
function boxed(x: object): string | null {
  const tag = tagOf(x);
  if (tag === '[object Number]') return `[Number: ${Number.prototype.valueOf.call(x)}]`;
  if (tag === '[object String]') {
    return `[String: ${JSON.stringify(String.prototype.valueOf.call(x))}]`;
  }
  if (tag === '[object Boolean]') return `[Boolean: ${Boolean.prototype.valueOf.call(x)}]`;
  if (tag === '[object Date]') return `[Date: ${Date.prototype.toISOString.call(x)}]`;
  if (tag === '[object Error]') {
    const { name, text } = errorText(x);
    return `${name}: ${text}`;
  }
  return null;
}

const longestError = 4096;

/** Name and message of what claims to be an error, cut; never throws. */
export function errorText(x: object): { name: string; text: string } {
  return { name: own(x, 'name', 'Error', 100), text: own(x, 'message', '', longestError - 200) };
}

function own(x: object, key: 'name' | 'message', otherwise: string, length: number): string {
  try {
    const text = (x as Record<string, unknown>)[key];
    return typeof text === 'string' ? cut(text, length) : otherwise;
  } catch {
    return otherwise;
  }
}
