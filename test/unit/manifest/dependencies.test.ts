import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Locked {
  version?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
  integrity?: string;
  resolved?: string;
}

type Versions = Record<string, string>;

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const manifest = read('package.json') as { dependencies: Versions; devDependencies: Versions } & {
  scripts: Versions;
};
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
const locked = Object.entries(packages).filter(([place]) => place !== '');

describe('dependencies', () => {
  it('are pinned to one version each', () => {
    const given = { ...manifest.dependencies, ...manifest.devDependencies };
    assert.ok(Object.keys(given).length > 20);
    const loose = Object.entries(given).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    assert.deepEqual(loose, []);
    for (const [name, version] of Object.entries(given)) {
      assert.equal(packages[`node_modules/${name}`]?.version, version, name);
    }
  });

  it('of the product run nothing when they are installed', () => {
    const production = locked.filter(([, { dev }]) => !dev);
    assert.ok(production.length >= Object.keys(manifest.dependencies).length);
    assert.deepEqual(
      production.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => place),
      [],
    );
  });

  it('and the product itself run nothing either', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
    assert.deepEqual(
      hooks.filter((hook) => hook in manifest.scripts),
      [],
    );
  });

  it('are what they were when they were locked, from no place of their own', () => {
    const unsure = locked.filter(([, { integrity }]) => !/^sha(512|1)-/.test(integrity ?? ''));
    assert.deepEqual(
      unsure.map(([place]) => place),
      [],
    );
    const elsewhere = locked.filter(([, { resolved }]) =>
      /^(git|http:|file:)/.test(resolved ?? ''),
    );
    assert.deepEqual(
      elsewhere.map(([place]) => place),
      [],
    );
  });
});
