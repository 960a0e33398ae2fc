// A queue of events with push and shift: customers at a counter.
interface Customer {
  arrives: number;
  work: number;
}

export function waitingTime([service, gap] = [1.2, 1]) {
  const queue: Customer[] = [];
  for (let i = 0; i < 8; i++) queue.push({ arrives: i * gap, work: service * (1 + 0.3 * Math.sin(i)) });
  let clock = 0;
  let waited = 0;
  while (queue.length > 0) {
    const { arrives, work } = queue.shift()!;
    clock = Math.max(clock, arrives);
    waited += clock - arrives;
    clock += work;
  }
  return waited / 8 + 2 / service + 0.5 * gap ** 2;
}
