import { randomBytes } from 'node:crypto';

/** Text that is safe as an attribute's value and between tags. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * The panel's document: an empty root, one stylesheet and one script under a strict content
 * security policy. Everything else arrives as messages and becomes text nodes.
 */
export function panelHtml(parts: {
  title: string;
  language: string;
  cspSource: string;
  script: string;
  style: string;
}): string {
  const nonce = randomBytes(16).toString('base64url');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${parts.cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escaped(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(parts.title)}</title>
<link rel="stylesheet" href="${escaped(parts.style)}">
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="${escaped(parts.script)}"></script>
</body>
</html>
`;
}
