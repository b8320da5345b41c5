import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** House rules that a linter does not know. */
const root = join(__dirname, '..');

function filesUnder(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

const sources = [
  ...filesUnder('src', /\.ts$/),
  ...filesUnder('test', /\.ts$/),
  ...filesUnder('scripts', /\.(ts|mjs)$/),
];
const own = join(root, 'test', 'tidy.test.ts');

function offenders(pattern: RegExp, files: readonly string[]): readonly string[] {
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${file.slice(root.length + 1)}:${index + 1}: ${line.trim()}`] : [],
      ),
  );
}

describe('the house', () => {
  const files = sources.filter((file) => file !== own);

  test('leaves no work marked to be done', () => {
    expect(offenders(/\b(TODO|FIXME|XXX|HACK)\b/, files)).toEqual([]);
  });

  test('silences no check of the compiler or the linter', () => {
    expect(offenders(/@ts-ignore|@ts-expect-error|@ts-nocheck|eslint-disable/, files)).toEqual([]);
  });

  test('skips no test and runs none alone', () => {
    expect(offenders(/\b(it|test|describe)\.(only|skip|todo)\(/, files)).toEqual([]);
  });

  test('waits for conditions, never for time', () => {
    const tests = files.filter((file) => file.startsWith(join(root, 'test')));
    expect(offenders(/\bsleep\(|await (new Promise.*setTimeout|setTimeout|delay)\b/, tests)).toEqual([]);
  });

  test('names no page of the docs that is not there', () => {
    const pages = [join(root, 'README.md'), ...filesUnder('docs', /\.md$/)];
    const linked = pages.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, to = '']) =>
        join(dirname(page), to),
      ),
    );
    const named = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bdocs\/[\w.-]+\.md\b/g)].map(([page]) => join(root, page)),
    );
    const missing = new Set([...linked, ...named].filter((page) => !existsSync(page)));
    expect([...missing].map((page) => page.slice(root.length + 1))).toEqual([]);
  });

  test('says of every dependency why it is there', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const page = readFileSync(join(root, 'docs', 'dependencies.md'), 'utf8');
    const named = Object.entries({ ...field(manifest, 'dependencies'), ...field(manifest, 'devDependencies') });
    expect(named.filter(([name]) => !page.includes(`\`${name}\``)).map(([name]) => name)).toEqual([]);
    expect(named.filter(([, version]) => !/^\d/.test(version))).toEqual([]);
  });
});

/** One of the manifest's lists of packages; names and versions. */
function field(manifest: unknown, name: string): Record<string, string> {
  if (typeof manifest !== 'object' || manifest === null) return {};
  const value: unknown = Reflect.get(manifest, name);
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, version]: [string, unknown]) => [key, String(version)]));
}
