import { cut, preview } from './preview';
import { Active } from './tape';

const longest = 4096;

/**
 * A console that forwards what is printed as text, capped. It formats by itself: the engine's own
 * console would call the user's getters and knows no active numbers.
 */
export function userConsole(print: (level: string, text: string) => void): object {
  const counts = new Map<string, number>();
  const say =
    (level: string) =>
    (...args: unknown[]) =>
      print(level, format(args));
  const label = (x: unknown) => (x === undefined ? 'default' : cut(show(x), 100));
  const nothing = () => undefined;
  return {
    log: say('log'),
    info: say('info'),
    debug: say('debug'),
    warn: say('warn'),
    error: say('error'),
    trace: say('debug'),
    dir: (x: unknown) => print('log', format([x])),
    dirxml: say('log'),
    table: (x: unknown) => print('log', format([x])),
    group: (...args: unknown[]) => args.length > 0 && print('log', format(args)),
    groupCollapsed: (...args: unknown[]) => args.length > 0 && print('log', format(args)),
    groupEnd: nothing,
    assert(condition: unknown, ...args: unknown[]) {
      if (condition instanceof Active ? condition.$value : condition) return;
      print('error', format(['Assertion failed', ...args]));
    },
    count(x?: unknown) {
      const name = label(x);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      print('log', `${name}: ${counts.get(name)}`);
    },
    countReset: (x?: unknown) => counts.delete(label(x)),
    // Time stands still in an objective.
    time: nothing,
    timeEnd: nothing,
    timeLog: nothing,
    clear: nothing,
  };
}

/** Like Node's `util.format`, with the directives that numbers need. */
function format(args: unknown[]): string {
  const rest = args.slice();
  let text = '';
  if (typeof rest[0] === 'string' && rest.length > 1) {
    const pattern = cut(rest.shift() as string, longest);
    text = pattern.replace(/%[sdifjoOc%]/g, (directive) => {
      if (directive === '%%') return '%';
      if (rest.length === 0) return directive;
      const x = rest.shift();
      if (directive === '%c') return '';
      const value = x instanceof Active ? x.$value : x;
      if (directive === '%s') return show(value);
      if (typeof value !== 'number') return preview(value, longest);
      return String(directive === '%i' ? Math.trunc(value) : value);
    });
    if (rest.length > 0) text += ' ';
  }
  return cut(text + rest.map(show).join(' '), longest);
}

function show(x: unknown): string {
  return typeof x === 'string' ? cut(x, longest) : preview(x, longest, 4);
}
