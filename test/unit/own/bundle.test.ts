import assert from 'node:assert/strict';
import { functionFrom } from '../../../src/autodiff/function';
import { bundleOptimizer } from '../../../src/objective/ownOptimizer';
import { bundled, said } from './support';

/** Problems of a reference from `src/f.ts`, or the file and the place of the pair. */
async function looked(name: string, files: Record<string, string>): Promise<string | string[]> {
  const made = await bundleOptimizer(name, 'src/f.ts', (path) =>
    Promise.resolve(files[path] ?? null),
  );
  if ('problems' in made) return made.problems.map(said);
  const { pair } = made.bundle.places;
  return `${pair.file}:${pair.line}:${pair.column}`;
}

/** What the code of a bundle exports under its name. */
async function exported(text: string, name: string, others: Record<string, string> = {}) {
  const bundle = await bundled(text, name, others);
  const exports: Record<string, unknown> = {};
  functionFrom(['exports'], bundle.code)(exports);
  return exports[name];
}

describe('the code of an optimizer', () => {
  it('is found beside the objective, by its path, with or without its ending', async () => {
    const files = { 'src/mine.ts': 'export const a = {};', 'b.js': 'let x;\nexport { x as b };' };
    assert.equal(await looked('./mine.ts#a', files), 'src/mine.ts:1:14');
    assert.equal(await looked('./mine#a', files), 'src/mine.ts:1:14');
    assert.equal(await looked('../b.js#b', files), 'b.js:1:5');
    assert.equal(await looked('#here', { 'src/f.ts': '\nexport class here {}' }), 'src/f.ts:2:14');
  });

  it('may stand in an untitled document, beside the objective', async () => {
    const made = await bundleOptimizer('#a', 'Untitled-1', () =>
      Promise.resolve('export const a: object = { lr: 1 };'),
    );
    assert.ok('bundle' in made);
    assert.deepEqual([made.bundle.file, made.bundle.places.pair.column], ['Untitled-1', 14]);
  });

  it('is not found where there is no such file or export', async () => {
    const files = { 'src/mine.ts': 'const a = {};\nexport const b = 1;', 'src/a.txt': '' };
    assert.deepEqual(await looked('./mine.ts#', files), [
      '“./mine.ts#” needs the name of an export behind #, as in ./mine.ts#myAdam.',
    ]);
    assert.deepEqual(await looked('./other.ts#a', files), [
      'There is no file “./other.ts” for the optimizer.',
    ]);
    assert.deepEqual(await looked('./mine.ts#a', files), [
      'src/mine.ts:1:7 “a” must be exported to be used as an optimizer.',
    ]);
    assert.deepEqual(await looked('./mine.ts#c', files), [
      '“src/mine.ts” has no export “c”. It exports: b.',
    ]);
  });

  it('must parse, and be code that can run in the sandbox', async () => {
    assert.deepEqual(await looked('./mine.ts#a', { 'src/mine.ts': 'export const a = {' }), [
      'src/mine.ts:1:19 The file does not parse: Unexpected token',
    ]);
    const reaching = 'export const a = { init() { return require("fs"); } };';
    assert.deepEqual(await looked('./mine.ts#a', { 'src/mine.ts': reaching }), [
      'src/mine.ts:1:36 “require” is not available to an objective.',
    ]);
  });

  it('is what the export reaches, types stripped, lines and columns kept', async () => {
    const text = [
      'const decay: number = 0.9;',
      'console.log("not for the optimizer");',
      'export const mine = { decay };',
      'mine.late = 1;',
    ].join('\n');
    const { code, map, places } = await bundled(text);
    assert.equal(map, null);
    const lines = code.split('\n');
    assert.match(lines[0]!, /^const decay {9}= 0\.9;$/);
    assert.equal(lines[1]!.replace(';', '').trim(), '');
    assert.equal(lines[2]!.indexOf('mine'), text.split('\n')[2]!.indexOf('mine'));
    assert.deepEqual(await exported(text, 'mine'), { decay: 0.9, late: 1 });
    assert.deepEqual(places.update, places.pair);
  });

  it('follows imports and exports of other files, and default exports', async () => {
    const others = { 'rate.ts': 'export const lr: number = 2;\nexport const unused = 1;' };
    const text = "import { lr } from './rate';\nexport default { lr };";
    assert.deepEqual(await exported(text, 'default', others), { lr: 2 });
    assert.equal(await exported("export { lr as mine } from './rate';", 'mine', others), 2);
    assert.deepEqual(await exported('export default { a: 1 };', 'default'), { a: 1 });
  });
});
