import { mount } from './mount';

const vscode = acquireVsCodeApi();

mount(
  document.getElementById('root')!,
  {
    post: (message) => vscode.postMessage(message),
    listen: (listener) => window.addEventListener('message', (event) => listener(event.data)),
  },
  { load: () => vscode.getState(), save: (state) => vscode.setState(state) },
);
