/** Nanoseconds of processor time a run: on a busy machine the clock on the wall measures the neighbours. */
export function timeOf(run, count) {
  const from = process.cpuUsage();
  for (let i = 0; i < count; i++) run();
  const { user, system } = process.cpuUsage(from);
  return ((user + system) * 1000) / count;
}

/** How often to run so that it takes about 20 ms, once it is warm. */
export function countFor(run) {
  const from = performance.now();
  do run();
  while (performance.now() - from < 200);
  for (let count = 1; ; count *= 2) {
    if (timeOf(run, count) * count > 2e7) return count;
  }
}
