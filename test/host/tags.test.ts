import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, closeEditors, patience, positionOf, show } from './support';

const source = (tags: string) => `/**
 * ${tags}
 */
export function f(x = 1) {
  return x ** 2;
}
`;

/** Ours among what is offered behind a part of the text. */
async function offered(tags: string, part: string): Promise<vscode.CompletionItem[]> {
  const { document } = await show(source(tags));
  const found = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    positionOf(document, part, part.length),
    part.at(-1),
  );
  return found.items.filter(({ insertText }) => insertText instanceof vscode.SnippetString);
}

const name = ({ label }: vscode.CompletionItem) =>
  typeof label === 'string' ? label : `${label.label} · ${label.description}`;

/** Markdown of `appendText`, as it reads. */
const plain = (markdown: string) => markdown.replaceAll('\\', '').replaceAll('&nbsp;', ' ');

describe('tags', function () {
  this.timeout(patience);
  before(api);
  after(closeEditors);

  it('are completed after @', async () => {
    const items = await offered('@', '* @');
    const ours = items.map(name).filter((each) => each.startsWith('@'));
    assert.deepEqual(ours.slice(0, 3), [
      '@optimizer · @optimizer adam lr=0.01',
      '@schedule · @schedule warmup(100) cosine(900)',
      '@clip · @clip norm=1',
    ]);
    assert.equal(ours.length, 10);
    const steps = items.find((item) => name(item).startsWith('@steps'))!;
    assert.equal((steps.insertText as vscode.SnippetString).value, '@steps ${1:2000}');
  });

  it('are completed with optimizers, and these with hyper-parameters', async () => {
    const optimizers = (await offered('@optimizer ', '@optimizer ')).map(name);
    assert.ok(optimizers.includes('adam · Adam') && optimizers.includes('lamb · LAMB'));
    const items = await offered('@optimizer adam lr=0.1 ', 'lr=0.1 ');
    assert.ok(items.map(name).includes('beta2 · β₂ = 0.999'), items.map(name).join());
    const beta2 = items.find((item) => name(item).startsWith('beta2'))!;
    const { value } = beta2.documentation as vscode.MarkdownString;
    assert.match(plain(value), /Decay of v\..*Allowed: \[0, 1\)/s);
  });

  it('offer nothing in other comments', async () => {
    const items = await offered('@optimizer adam\n *\n * Prose. ', 'Prose. ');
    assert.deepEqual(
      items.filter((item) => /β|@/.test(name(item))),
      [],
    );
  });

  it('are explained by a hover, each name=value with its default and range', async () => {
    const { document } = await show(source('@optimizer adam beta2=0.99'));
    const hover = async (part: string) => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        positionOf(document, part, 1),
      );
      const texts = found.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
      return texts
        .map(({ value }) => value.replaceAll('\\', '').replaceAll('&nbsp;', ' '))
        .join('\n');
    };
    assert.match(await hover('optimizer'), /The optimizer and its hyper-parameters/);
    assert.match(await hover('adam'), /Kingma and Ba.*arXiv:1412\.6980/s);
    const beta2 = await hover('beta2=');
    assert.match(beta2, /β₂ = 0\.999/);
    assert.match(beta2, /Default: 0\.999/);
    assert.match(beta2, /Allowed: \[0, 1\)/);
  });
});
