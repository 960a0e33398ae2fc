import * as vscode from 'vscode';
import type { Analysis, LocatedObjective } from '../../objective/analyse';
import { tagAt, type TagAt } from '../../objective/tagAt';
import type { Documents } from '../documents';
import { selector } from '../languages';
import { words } from '../words';
import { sayingOf, sayingsAt, type Saying } from './about';

const kinds: Record<Saying['kind'], vscode.CompletionItemKind> = {
  tag: vscode.CompletionItemKind.Keyword,
  optimizer: vscode.CompletionItemKind.Class,
  name: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Value,
  phase: vscode.CompletionItemKind.Function,
  function: vscode.CompletionItemKind.Function,
};

/** Completion and hover of the tags above an objective. They read the text and evaluate nothing. */
export function registerTags(documents: Documents): vscode.Disposable {
  const look = (document: vscode.TextDocument, position: vscode.Position) => {
    const analysis = documents.analyse(document);
    const offset = document.offsetAt(position);
    const at = tagAt(analysis, offset);
    const objective = at && objectiveOf(analysis, offset);
    return at && objective ? { analysis, at, objective } : null;
  };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      selector,
      {
        provideCompletionItems(document, position) {
          const found = look(document, position);
          if (!found) return undefined;
          const { analysis, at, objective } = found;
          const functions = analysis.objectives
            .filter((each) => each !== objective)
            .map((each) => each.selector);
          const range = rangeOf(document, at);
          return sayingsAt(at, objective, functions).map((saying, k) => item(saying, k, range));
        },
      },
      ...['@', ' ', '='],
    ),
    vscode.languages.registerHoverProvider(selector, {
      provideHover(document, position) {
        const found = look(document, position);
        const saying = found && sayingOf(found.at, found.objective);
        return saying && new vscode.Hover(description(saying), rangeOf(document, found.at));
      },
    }),
  );
}

function objectiveOf({ objectives }: Analysis, offset: number): LocatedObjective | undefined {
  return objectives.find(({ commentStart, start }) => commentStart <= offset && offset < start);
}

function rangeOf(document: vscode.TextDocument, { start, end }: TagAt): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function item(saying: Saying, nth: number, range: vscode.Range): vscode.CompletionItem {
  const { kind, label, snippet, detail } = saying;
  const made = new vscode.CompletionItem({ label, description: detail }, kinds[kind]);
  made.range = range;
  made.insertText = new vscode.SnippetString(snippet);
  // What stands in the text is matched with what will stand there: `lr=`, or `@`.
  made.filterText = kind === 'value' ? snippet : label;
  made.sortText = String(nth).padStart(3, '0');
  made.documentation = description(saying);
  if (kind === 'tag' || kind === 'name') {
    made.command = { command: 'editor.action.triggerSuggest', title: '' };
  }
  return made;
}

/** No word of the user's is in it. */
function description(saying: Saying): vscode.MarkdownString {
  const { detail, about, usual, allowed, citation, equations } = saying;
  const text = new vscode.MarkdownString();
  const paragraph = (line: string) => {
    text.appendText(line);
    text.appendMarkdown('\n\n');
  };
  if (detail !== '') text.appendCodeblock(detail, 'text');
  if (about) paragraph(words(about));
  if (usual !== undefined) paragraph(words('tag.default', usual));
  if (allowed !== undefined) paragraph(words('tag.allowed', allowed));
  if (equations) text.appendCodeblock(equations.join('\n'), 'text');
  if (citation) paragraph(citation);
  return text;
}
