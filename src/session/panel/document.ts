/** Text that is safe as an attribute's value and between tags. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Code or style as the content of its element, which nothing in it may end. */
export function inside(element: 'script' | 'style', text: string): string {
  if (/<\/(script|style)|<!--/i.test(text))
    throw new Error(`The panel's ${element} would end itself.`);
  return text;
}

/** A content security policy under which nothing is loaded and only these sources run and look. */
export function policy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src ${style}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
