// A Chromium for tests: for Linux the one that an npm package carries, which draws the same pictures
// everywhere; elsewhere an installed one.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { provide } from './provide.mjs';

const unpack = promisify(brotliDecompress);

/**
 * What tests start Chromium with: no sandbox of its own (root), no background traffic, and letters
 * drawn alike on every machine, since pictures are compared.
 */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--force-color-profile=srgb',
];

/** Whether the browser is of the version that is named here, so that its pictures can be compared. */
export const isPinned =
  process.platform === 'linux' && process.arch === 'x64' && !process.env.CHROME_PATH;

/**
 * Where to find Chromium and the environment to start it in (the process's own, plus fonts and
 * libraries that are missing here). Installs the package on the first call.
 *
 * @returns {Promise<{ executablePath: string, env: Record<string, string> }>}
 */
export async function chromiumPath() {
  const env = { ...process.env, ...(await withFonts()) };
  if (!isPinned) {
    const executablePath = installedBrowser();
    if (executablePath) return { executablePath, env };
    throw new Error(
      'The browser tests need Chrome, Chromium or Edge: install one, or name it in CHROME_PATH.',
    );
  }
  const folder = await provide('chromium', { '@sparticuz/chromium': '153.0.0' }, unpackChromium);
  const executablePath = path.join(folder, 'bin', 'chromium');
  if (lacksLibraries(executablePath)) {
    const libraries = [path.join(folder, 'bin', 'lib'), env.LD_LIBRARY_PATH];
    env.LD_LIBRARY_PATH = libraries.filter(Boolean).join(path.delimiter);
  }
  return { executablePath, env };
}

/**
 * The browser, started.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function openBrowser() {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ ...(await chromiumPath()), args: chromiumFlags });
}

function installedBrowser() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const programs = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']].filter(Boolean);
  const usual = {
    linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap(
      (name) => (process.env.PATH ?? '').split(':').map((folder) => path.join(folder, name)),
    ),
    darwin: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    win32: programs.flatMap((folder) => [
      path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
  };
  return usual[process.platform]?.find((file) => existsSync(file));
}

async function unpackChromium(folder) {
  const packed = path.join(folder, 'node_modules', '@sparticuz', 'chromium', 'bin');
  const bin = path.join(folder, 'bin');
  await mkdir(bin);
  const chromium = path.join(bin, 'chromium');
  await writeFile(chromium, await unpack(await readFile(path.join(packed, 'chromium.br'))));
  await chmod(chromium, 0o755);
  for (const name of ['al2023', 'fonts', 'swiftshader']) {
    const tar = path.join(bin, `${name}.tar`);
    await writeFile(tar, await unpack(await readFile(path.join(packed, `${name}.tar.br`))));
    execFileSync('tar', ['-xf', tar, '-C', bin]);
    await rm(tar);
  }
  await rm(packed, { recursive: true });
}

function lacksLibraries(executable) {
  try {
    return execFileSync('ldd', [executable], { encoding: 'utf8' }).includes('not found');
  } catch {
    return true;
  }
}

/**
 * Linux machines for tests often have no fonts at all, hardly ever Chinese ones, and then text is
 * drawn as boxes. macOS and Windows have theirs.
 */
async function withFonts() {
  if (process.platform !== 'linux') return {};
  const folder = await provide(
    'fonts',
    {
      '@expo-google-fonts/noto-sans': '0.4.2',
      '@expo-google-fonts/noto-sans-sc': '0.4.3',
      '@expo-google-fonts/jetbrains-mono': '0.4.1',
    },
    keepTwoWeights,
  );
  return { FONTCONFIG_FILE: await writeFontConfiguration(folder) };
}

/** A font package holds every weight, 90 MB of Chinese alone; pages here use two. */
async function keepTwoWeights(folder) {
  const packages = path.join(folder, 'node_modules', '@expo-google-fonts');
  for (const name of ['noto-sans', 'noto-sans-sc', 'jetbrains-mono']) {
    for (const weight of ['100Thin', '200ExtraLight', '300Light', '800ExtraBold', '900Black']) {
      for (const style of [weight, `${weight}_Italic`]) {
        await rm(path.join(packages, name, style), { recursive: true, force: true });
      }
    }
  }
}

/** Written on every call: a checkout may have been moved, and the paths in it are absolute. */
async function writeFontConfiguration(folder) {
  const file = path.join(folder, 'fonts.conf');
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${path.join(folder, 'node_modules')}</dir>
  <cachedir>${path.join(os.tmpdir(), 'adamscope-fontconfig')}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans</family><family>Noto Sans SC</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>JetBrains Mono</family></prefer></alias>
</fontconfig>
`;
  await writeFile(file, text);
  return file;
}
