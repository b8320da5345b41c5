/**
 * What `npm start` and `npm test` share: a Node that is new enough, the packages of package-lock.json, a build of the sources as they are.
 * Needs nothing but Node and npm. Run by itself it does only that. Where all is up to date it takes milliseconds and starts no other program.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const oldestNode = [20, 11, 1];
const buildStamp = join(root, 'dist', '.built');

/** Ends the process with 1, in words, where a step fails. */
export function setUp() {
  checkNode();
  const installed = install();
  const built = build();
  if (!installed && !built) console.log('Packages and build are up to date.');
}

function checkNode() {
  const found = process.versions.node.split('.').map(Number);
  const different = oldestNode.findIndex((part, index) => part !== found[index]);
  if (different !== -1 && found[different] < oldestNode[different]) {
    fail(
      `This is Node ${process.versions.node}; Article 33 needs ${oldestNode.join('.')} or newer (22 or 24 recommended): https://nodejs.org`,
    );
  }
}

function install() {
  const asLocked = packagesAreAsLocked();
  if (!asLocked) {
    console.log('Installing the packages of package-lock.json (npm ci): a minute or two …');
    // The compiler is needed in production mode too, for the build.
    if (!npm('ci', '--include=dev', '--no-audit', '--no-fund')) fail(`npm ci failed. ${compilerAdvice}`);
  }
  if (!sqliteLoads()) {
    console.log(
      'better-sqlite3 was built for another version of Node: building it anew (npm rebuild better-sqlite3) …',
    );
    if (!npm('rebuild', 'better-sqlite3')) fail(`npm rebuild failed. ${compilerAdvice}`);
  }
  return !asLocked;
}

const compilerAdvice = [
  'Where the lines above name better-sqlite3 or node-gyp, there is no ready-made SQLite for this machine and a C++ compiler is needed, with make',
  'and Python 3: on Debian or Ubuntu "apt install build-essential python3", on macOS "xcode-select --install", on Windows the Visual Studio Build',
  'Tools. Where they name the network, the package registry could not be reached.',
].join('\n');

/** npm keeps a record of what it installed; what is optional may be missing from it, for another platform. */
function packagesAreAsLocked() {
  const locked = packagesOf(join(root, 'package-lock.json'));
  const there = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(locked).every(
    ([path, entry]) => path === '' || entry.optional || there[path]?.version === entry.version,
  );
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

function sqliteLoads() {
  try {
    const Database = createRequire(import.meta.url)('better-sqlite3');
    new Database(':memory:').close();
    return true;
  } catch {
    return false;
  }
}

function build() {
  const sources = fingerprintOfSources();
  if (stampedBuild() === sources) return false;
  console.log('Building (tsc, esbuild) …');
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  if (!run(process.execPath, [tsc, '-p', 'tsconfig.build.json']))
    fail('The build failed: the compiler says above where.');
  if (!run(process.execPath, [join(root, 'scripts', 'bundle.mjs')]))
    fail('The build failed: the bundler says above where.');
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(buildStamp, sources);
  return true;
}

/** Names, sizes and times of all that the compiler reads: a file that was added, changed, deleted or checked out differs. */
function fingerprintOfSources() {
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const hash = createHash('sha256');
  for (const file of [
    ...sources.sort(),
    ...['tsconfig.json', 'tsconfig.build.json', 'package-lock.json', 'scripts/bundle.mjs'].map((name) =>
      join(root, name),
    ),
  ]) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function stampedBuild() {
  try {
    return readFileSync(buildStamp, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** The npm that runs us, where one does; on Windows npm is a script of the shell. */
function npm(...args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args]);
  return run('npm', args, { shell: process.platform === 'win32' });
}

function run(program, args, options = {}) {
  return spawnSync(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options }).status === 0;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp();
