import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What the machine says of its processes; it is read from /proc, which Linux alone has. */
export const processesAreKnown = process.platform === 'linux';

/** Ids of the engine processes that this extension host has. */
export function engines(): number[] {
  return descendants(process.pid).filter((id) => read(id, 'cmdline').includes('engine-process.js'));
}

/** Ids of all processes below one, and of itself. */
export function descendants(id: number): number[] {
  if (!processesAreKnown) return [];
  const parents = new Map(processIds().map((each) => [each, parentOf(each)]));
  const found = [id];
  for (const one of found) {
    for (const [child, parent] of parents) if (parent === one) found.push(child);
  }
  return found;
}

/** Ports that processes listen on (TCP) or are bound to (UDP): `tcp 127.0.0.1:80`, as /proc words it. */
export function openPorts(ids: readonly number[]): string[] {
  const sockets = new Set(ids.flatMap(socketsOf));
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((protocol) =>
    read('net', protocol)
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      // 0A: listens. A bound UDP socket that is not connected has state 07.
      .filter(([, , , state]) => state === (protocol.startsWith('tcp') ? '0A' : '07'))
      .filter((words) => sockets.has(words[9]!))
      .map((words) => `${protocol} ${words[1]}`),
  );
}

function processIds(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function parentOf(id: number): number {
  // `12 (node) S 7 …`: the parent stands behind the name, which may hold anything.
  return Number(/\) \S (\d+) [^)]*$/.exec(read(id, 'stat'))?.[1]);
}

/** Inodes of the sockets that a process holds. */
function socketsOf(id: number): string[] {
  try {
    return readdirSync(`/proc/${id}/fd`).flatMap((fd) => {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${id}/fd/${fd}`)) ?? [];
      return inode === undefined ? [] : [inode];
    });
  } catch {
    return []; // It has ended.
  }
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return ''; // It has been closed meanwhile.
  }
}

/** Empty where the process has ended meanwhile. */
function read(of: number | 'net', file: string): string {
  try {
    return readFileSync(`/proc/${of}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
