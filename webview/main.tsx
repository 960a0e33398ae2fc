import { headStartId, readHeadStart } from '../src/protocol/headStart';
import { mount } from './mount';

const vscode = acquireVsCodeApi();

/** What was known when the document was written: it is drawn without a question to the host. */
function headStart(): unknown[] {
  // VS Code loads the same document again when the panel has been hidden; then it is of yesterday.
  if (vscode.getState()) return [];
  return readHeadStart(document.getElementById(headStartId)?.textContent ?? '[]');
}

mount(
  document.getElementById('root')!,
  {
    post: (message) => vscode.postMessage(message),
    listen: (listener) => {
      headStart().forEach(listener);
      window.addEventListener('message', (event) => listener(event.data));
    },
  },
  { load: () => vscode.getState(), save: (state) => vscode.setState(state) },
);
