import { cpus, loadavg } from 'node:os';

/** Where and under what load the numbers were made: without it they mean nothing. */
export function machine() {
  const [cpu] = cpus();
  const load = loadavg()[0].toFixed(1);
  const { platform, arch, version } = process;
  const cores = `${cpus().length} cores`;
  return `${cpu?.model.trim() ?? 'unknown CPU'}, ${cores}, ${platform} ${arch}, Node ${version}, load ${load}`;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

export function geometricMean(values) {
  return Math.exp(values.reduce((sum, each) => sum + Math.log(each), 0) / values.length);
}

/** Three significant digits, never an exponent. */
export function short(value) {
  return Number(value.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 4 });
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
