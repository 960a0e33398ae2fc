import { randomBytes } from 'node:crypto';
import { headStartId, writeHeadStart } from '../../protocol/headStart';
import type { HostToPanel } from '../../protocol/hostToPanel';
import { escaped, inside, policy } from '../../session/panel/document';

/**
 * The panel's document: an empty root, one stylesheet and one script under a strict content
 * security policy. Both stand in the document itself: VS Code hands a webview the files it asks
 * for only after a worker and a server have passed them on, and that took longer than to run them.
 * Everything else arrives as messages and becomes text nodes.
 *
 * @param parts `script` and `style` are the texts of dist/webview; `headStart` is what the panel can
 *   draw before it has asked for anything
 */
export function panelHtml(parts: {
  title: string;
  language: string;
  script: string;
  style: string;
  headStart: readonly HostToPanel[];
}): string {
  const nonce = randomBytes(16).toString('base64url');
  return `<!DOCTYPE html>
<html lang="${escaped(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy(`'nonce-${nonce}'`, `'nonce-${nonce}'`))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(parts.title)}</title>
<style nonce="${nonce}">${inside('style', parts.style)}</style>
</head>
<body>
<div id="root"></div>
<script type="application/json" id="${headStartId}">${writeHeadStart(parts.headStart)}</script>
<script nonce="${nonce}">${inside('script', parts.script)}</script>
</body>
</html>
`;
}
