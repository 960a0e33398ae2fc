import { headStartId, readHeadStart } from '../src/protocol/headStart';
import { mount } from './mount';
import type {} from './onPage';

/** The panel in VS Code: the window's host is at the other end of its messages. */
function start(vscode: ReturnType<typeof acquireVsCodeApi>): void {
  /** What was known when the document was written: it is drawn without a question to the host. */
  const headStart = (): unknown[] => {
    // VS Code loads the same document again when the panel has been hidden; then it is of yesterday.
    if (vscode.getState()) return [];
    return readHeadStart(document.getElementById(headStartId)?.textContent ?? '[]');
  };
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
}

if (typeof acquireVsCodeApi === 'function') start(acquireVsCodeApi());
else window.adamscope = { mount };
