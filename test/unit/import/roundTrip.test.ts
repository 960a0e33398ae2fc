import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { exactDecimal } from '../../../src/trace/exactNumber';
import { importBytes, importText } from './support';

/** A random run: leaves with shapes, and series of them at the steps 1, 2, 3 … */
interface RandomRun {
  leaves: { name: string; shape: number[] }[];
  series: string[];
  /** By step, then by series, flat over the leaves. */
  numbers: number[][][];
}

const number = fc.double({ noNaN: true });
const shape = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 });
const leafNames = [
  'w1',
  'b',
  'layer.weight',
  'a-b',
  'Ünïcode',
  'say "hi", ok',
  '=1+1',
  '__proto__',
];

const run: fc.Arbitrary<RandomRun> = fc
  .record({
    names: fc.uniqueArray(fc.constantFrom(...leafNames), { minLength: 1, maxLength: 3 }),
    shapes: fc.array(shape, { minLength: 3, maxLength: 3 }),
    series: fc.subarray(['theta', 'grad', 'm', 'v'], { minLength: 1 }),
    steps: fc.integer({ min: 1, max: 6 }),
  })
  .chain(({ names, shapes, series, steps }) => {
    const leaves = names.map((name, k) => ({ name, shape: shapes[k]! }));
    const row = fc.array(number, { minLength: size(leaves), maxLength: size(leaves) });
    const step = fc.array(row, { minLength: series.length, maxLength: series.length });
    return fc
      .array(step, { minLength: steps, maxLength: steps })
      .map((numbers) => ({ leaves, series, numbers }));
  });

/** What PyTorch calls them. */
const logged: Record<string, string> = {
  ...{ theta: 'param', grad: 'grad', m: 'exp_avg', v: 'exp_avg_sq' },
};

describe('Random runs, logged and imported', () => {
  it('have the same bits out of a wide table', async () => {
    await fc.assert(
      fc.asyncProperty(run, fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n'), same),
      { numRuns: 60 },
    );
    async function same(given: RandomRun, separator: string, newline: string) {
      const head = [
        'step',
        ...given.series.flatMap((name) =>
          placesOf(given).map(([leaf, index]) => `${logged[name]!}.${leaf}${inBrackets(index)}`),
        ),
      ];
      const rows = given.numbers.map((step, t) => [
        String(t + 1),
        ...step.flat().map(exactDecimal),
      ]);
      const text = [head, ...rows]
        .map((cells) => cells.map((cell) => quoted(cell, separator)).join(separator))
        .join(newline);
      await check(given, await importText(`\uFEFF${text}`));
    }
  });

  it('have the same bits out of a long table', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (given) => {
        const rows = [['step', 'parameter', 'index', 'quantity', 'value']];
        given.numbers.forEach((step, t) =>
          step.forEach((values, s) =>
            placesOf(given).forEach(([leaf, index], i) => {
              const name = logged[given.series[s]!]!;
              rows.push([String(t + 1), leaf, index.join(), name, exactDecimal(values[i]!)]);
            }),
          ),
        );
        const text = rows
          .map((cells) => cells.map((cell) => quoted(cell, ',')).join(','))
          .join('\n');
        await check(given, await importText(text));
      }),
      { numRuns: 60 },
    );
  });

  it('have the same bits out of lines of JSON', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (given) => {
        const lines = given.numbers.map((step, t) => {
          const fields = step.map((values, s) => {
            const leaves = leavesIn(given, values).map(
              ([leaf, array]) => `${JSON.stringify(leaf)}:${jsonOf(array)}`,
            );
            return `${JSON.stringify(logged[given.series[s]!])}:{${leaves.join()}}`;
          });
          return `{"step":${t + 1},${fields.join()}}`;
        });
        await check(given, await importText(lines.join('\n'), { name: 'log.jsonl' }));
      }),
      { numRuns: 60 },
    );
  });

  it('have the same bits out of Parquet', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (given) => {
        const columnData = [
          { name: 'step', data: Int32Array.from(given.numbers, (_, t) => t + 1) },
          ...given.series.flatMap((name, s) =>
            placesOf(given).map(([leaf, index], i) => ({
              name: `${logged[name]!}.${leaf}${inBrackets(index)}`,
              data: Float64Array.from(given.numbers, (step) => step[s]![i]!),
            })),
          ),
        ];
        const bytes = new Uint8Array(parquetWriteBuffer({ columnData }));
        await check(given, await importBytes(bytes, { name: 'log.parquet' }));
      }),
      { numRuns: 30 },
    );
  });
});

function size(leaves: RandomRun['leaves']): number {
  return leaves.reduce((sum, leaf) => sum + leaf.shape.reduce((a, b) => a * b, 1), 0);
}

/** Each coordinate as its leaf and its place there, in order. */
function placesOf({ leaves }: RandomRun): [leaf: string, index: number[]][] {
  return leaves.flatMap(({ name, shape }) => {
    let places: number[][] = [[]];
    for (const length of shape) {
      places = places.flatMap((outer) => Array.from({ length }, (_, k) => [...outer, k]));
    }
    return places.map((index): [string, number[]] => [name, index]);
  });
}

function leavesIn({ leaves }: RandomRun, values: number[]): [string, unknown][] {
  let at = 0;
  const build = ([length, ...rest]: number[]): unknown =>
    length === undefined ? values[at++] : Array.from({ length }, () => build(rest));
  return leaves.map(({ name, shape }) => [name, build(shape)]);
}

function jsonOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonOf).join()}]`;
  return exactDecimal(value as number);
}

const inBrackets = (index: number[]) => index.map((k) => `[${k}]`).join('');

function quoted(cell: string, separator: string): string {
  return cell.includes(separator) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

async function check(given: RandomRun, run: Awaited<ReturnType<typeof importText>>): Promise<void> {
  const { imported, said } = await Promise.resolve(run);
  assert.ok(imported, said.join('\n'));
  const { trace } = imported;
  assert.equal(imported.isPartial, false, said.join('\n'));
  assert.equal(trace.length, given.numbers.length);
  assert.deepEqual(
    trace.header.leaves.map(({ shape }) => shape),
    given.leaves.map(({ shape }) => shape),
  );
  given.numbers.forEach((step, t) =>
    step.forEach((values, s) =>
      values.forEach((value, i) => {
        const found = trace.value(given.series[s]!, i, t + 1);
        assert.ok(
          Object.is(found, value),
          `${given.series[s]} ${i} at ${t + 1}: ${found}, not ${value}`,
        );
      }),
    ),
  );
}
