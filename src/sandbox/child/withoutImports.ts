/**
 * The text that a worker is started with so that nothing in `file`, and no text that becomes code in
 * it later, can `import()`: as a module of Node's, any `Function` in it could, and `node:process`
 * sends signals to whatever a person owns, the editor among them. Text compiled through `node:vm`
 * without a callback for imports has none, and what is made out of it inherits that.
 */
export function withoutImports(file: string): string {
  const text = JSON.stringify(file);
  return `
    const text = require('node:fs').readFileSync(${text}, 'utf8');
    require('node:vm').compileFunction(text, ['require'], { filename: ${text} })(require);
  `;
}
