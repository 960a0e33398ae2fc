// The least webview that can draw: what the editor itself takes for any panel, to be measured
// beside ours.
const vscode = require('vscode');

const page = `<!doctype html><html><body><div data-chart="loss"><canvas width="300" height="150"></canvas></div>
<script>
const drawing = document.querySelector('canvas').getContext('2d');
drawing.fillStyle = '#888';
drawing.fillRect(0, 0, 300, 150);
</script></body></html>`;

exports.activate = (context) =>
  context.subscriptions.push(
    vscode.commands.registerCommand('bareWebview.open', () => {
      const panel = vscode.window.createWebviewPanel(
        'bareWebview',
        'Bare Webview',
        vscode.ViewColumn.Beside,
        { enableScripts: true },
      );
      panel.webview.html = page;
    }),
  );
