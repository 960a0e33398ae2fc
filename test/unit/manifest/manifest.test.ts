import * as assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { catalogue } from '../../../src/messages';
import { panelType } from '../../../src/editor/panel/type';

interface Manifest {
  main: string;
  icon: string;
  activationEvents: string[];
  engines: { vscode: string };
  devDependencies: Record<string, string>;
  capabilities: { untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string; category: string; enablement?: string }[];
    menus: Record<string, { command: string; when?: string }[]>;
    configuration: { properties: Record<string, { default: unknown; scope: string }> };
    walkthroughs: {
      steps: { description: string; media: { svg: string }; completionEvents: string[] }[];
    }[];
  };
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const manifest = read('package.json') as Manifest;
const texts = read('package.nls.json') as Record<string, string>;
const chinese = read('package.nls.zh-cn.json') as Record<string, string>;
const bundle = read('l10n/bundle.l10n.zh-cn.json') as Record<string, string>;

const placeholders = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();

describe('the manifest', () => {
  it('restricts every setting that is not known to be harmless', () => {
    // These only decide what is shown; no value of theirs evaluates anything.
    const inert = ['adamscope.codeLens', 'adamscope.inlineValues'];
    const settings = Object.keys(manifest.contributes.configuration.properties);
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
    assert.deepEqual([...restricted, ...inert].sort(), settings.sort());
  });

  it('names the documented defaults', () => {
    const { properties } = manifest.contributes.configuration;
    const defaults = Object.entries(properties).map(([name, { default: value }]) => [name, value]);
    assert.deepEqual(Object.fromEntries(defaults), {
      'adamscope.codeLens': 'auto',
      'adamscope.inlineValues': true,
      'adamscope.runOnSave': false,
      'adamscope.steps': 1000,
      'adamscope.seed': 0,
      'adamscope.hyperparameters': {},
      'adamscope.memoryLimit': 768,
      'adamscope.evaluationTimeLimit': 5000,
      'adamscope.traceSize': 1024,
    });
  });

  it('has every text that it refers to, in both languages, and no others', () => {
    const used = new Set(
      [...readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!),
    );
    assert.deepEqual([...used].sort(), Object.keys(texts).sort());
    assert.deepEqual(Object.keys(chinese), Object.keys(texts));
  });

  it('puts every command into its category and into no menu under another name', () => {
    const commands = manifest.contributes.commands.map(({ command }) => command);
    for (const { category } of manifest.contributes.commands) assert.equal(category, 'Adamscope');
    for (const entries of Object.values(manifest.contributes.menus)) {
      for (const { command } of entries) assert.ok(commands.includes(command), command);
    }
    for (const { steps } of manifest.contributes.walkthroughs) {
      for (const { description, completionEvents } of steps) {
        const links = [...texts[description.slice(1, -1)]!.matchAll(/\(command:([^)?]+)[^)]*\)/g)];
        const events = completionEvents.filter((event) => event.startsWith('onCommand:'));
        const named = [...links.map(([, id]) => id!), ...events.map((event) => event.slice(10))];
        for (const command of named) assert.ok(commands.includes(command), command);
      }
    }
  });

  it('activates for its languages and its panel alone', () => {
    assert.deepEqual(manifest.activationEvents, [
      'onLanguage:javascript',
      'onLanguage:javascriptreact',
      'onLanguage:typescript',
      'onLanguage:typescriptreact',
      `onWebviewPanel:${panelType}`,
    ]);
  });

  it('has the pictures that it shows, and types of the version that it asks for', () => {
    const [walkthrough] = manifest.contributes.walkthroughs;
    assert.equal(walkthrough!.steps.length, 3);
    for (const { media } of walkthrough!.steps) assert.ok(existsSync(media.svg), media.svg);
    const png = readFileSync(manifest.icon);
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [128, 128]);
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
  });
});

describe('the Chinese texts', () => {
  // The command line speaks English.
  const said = Object.entries(catalogue).filter(([code]) => !code.startsWith('commandLine.'));

  it('cover everything that the editor and the panel say', () => {
    const missing = said.filter(([, english]) => !bundle[english]).map(([code]) => code);
    assert.deepEqual(missing, []);
  });

  it('translate nothing that is no longer said', () => {
    const english = new Set<string>(said.map(([, text]) => text));
    assert.deepEqual(
      Object.keys(bundle).filter((text) => !english.has(text)),
      [],
    );
  });

  it('have the same arguments', () => {
    for (const [english, translated] of Object.entries(bundle)) {
      assert.deepEqual(placeholders(translated), placeholders(english), english);
    }
  });
});
