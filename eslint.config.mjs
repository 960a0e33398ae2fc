import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import boundaries from 'eslint-plugin-boundaries';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** The rooms of ARCHITECTURE.md and what each may import; the direction is checked here. */
const mayImport = {
  protocol: [],
  messages: [],
  optimizers: ['protocol', 'messages'],
  autodiff: ['protocol', 'messages'],
  objective: ['protocol', 'messages'],
  engine: ['optimizers', 'autodiff', 'protocol', 'messages'],
  trace: ['protocol', 'messages'],
  // Of the engine only how leaves are summarised.
  import: ['engine', 'trace', 'optimizers', 'protocol', 'messages'],
  sandbox: ['engine', 'protocol', 'messages'],
  session: ['sandbox', 'trace', 'objective', 'optimizers', 'protocol', 'messages'],
  editor: ['session', 'objective', 'import', 'trace', 'optimizers', 'protocol', 'messages'],
  // Its main.ts is a composition root, as src/compose.ts is: it alone makes the engine pool.
  cli: ['session', 'sandbox', 'objective', 'import', 'optimizers', 'trace', 'protocol', 'messages'],
  // An exported page: the panel, and what answers it without a host. Before the folder it is in.
  page: ['webview', 'session', 'optimizers', 'trace', 'protocol'],
  webview: ['protocol'],
};
const folders = { page: 'webview/page', webview: 'webview' };
const rooms = Object.keys(mayImport);

export default tseslint.config(
  { ignores: ['dist', 'out', '.vscode-test', 'artefacts', 'examples', 'test/**/*.fixture.*'] },
  js.configs.recommended,
  { files: ['**/*.mjs', '**/*.cjs'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './webview/tsconfig.json', './test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
          property,
          message: 'No user string becomes markup: use textContent.',
        })),
        { object: 'document', property: 'write', message: 'No user string becomes markup.' },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'webview/**/*.ts', 'webview/**/*.tsx'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { node: { extensions: ['.ts', '.tsx'] } },
      'boundaries/elements': rooms.map((room) => ({
        type: room,
        pattern: folders[room] ?? `src/${room}`,
      })),
    },
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: 'That clock jumps, and what is timed by it with it: performance.now().',
        },
      ],
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: rooms.map((room) => ({
            from: { element: { type: room } },
            allow: [room, ...mayImport[room]].map((type) => ({ to: { element: { type } } })),
          })),
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/editor/**', 'src/extension.ts', 'src/compose.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: ['vscode'] }] },
  },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-unused-expressions': 'off' } },
  prettier,
);
