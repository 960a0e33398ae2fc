// The parts of docs/gradients.md that are made: each stands between two comments that name it.

export function section(document, name) {
  const [from, to] = bounds(document, name);
  return document.slice(from, to).trim();
}

export function withSection(document, name, body) {
  const [from, to] = bounds(document, name);
  return `${document.slice(0, from)}\n\n${body.trim()}\n\n${document.slice(to)}`;
}

function bounds(document, name) {
  const [open, close] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [from, to] = [document.indexOf(open), document.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`The document has no section ${name}.`);
  return [from + open.length, to];
}

export function corpusTable(recorded, textOf) {
  const all = Object.entries(recorded);
  const rungs = [...new Set(all.map(([, { rung }]) => rung))].sort();
  const counts = rungs.map((each) => {
    const count = all.filter(([, { rung }]) => rung === each).length;
    return `${count} ${each}`;
  });
  const head = '| objective | | rung | − tape | − differences |';
  const rows = all.map(([file, { rung, declined, toTape, toDifferences }]) =>
    [
      `[${inWords(file)}](../test/unit/corpus/programs/${file})`,
      cell(/^\/\/ (.*)$/m.exec(textOf(file))[1]),
      cell(declined ? `${rung}: ${reason(declined)}` : rung),
      toTape === undefined ? '' : size(toTape),
      size(toDifferences),
    ].join(' | '),
  );
  return [
    `${all.length} objectives: ${counts.join(', ')}.`,
    [head, '| --- | --- | --- | --- | --- |', ...rows.map((row) => `| ${row} |`)].join('\n'),
  ].join('\n\n');
}

/** What the remark on the rung says, without what the table says anyway. */
function reason(declined) {
  return declined.replace(/^[^:]*: /, '').replace(/( is not compiled so far)?\.$/, '');
}

/** `dynamicTimeWarping.fixture.ts`: dynamic time warping. */
function inWords(file) {
  return file
    .split('.')[0]
    .replace(/(?<=[a-z])(?=[A-Z0-9])/g, ' ')
    .toLowerCase();
}

/** The power of ten that bounds it, so that another machine writes the same table. */
function size(difference) {
  return difference === 0 ? '0' : `10${superscript(Math.ceil(Math.log10(difference)))}`;
}

function superscript(n) {
  return [...String(n)].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');
}

function cell(text) {
  return text.replaceAll('|', '\\|');
}
