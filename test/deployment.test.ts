import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import pg from 'pg';
import { SigningKeys } from '../src/application/signing/keys.js';
import { migrateCluster, SCHEMA, type ClusterTables } from '../src/cluster/tables.js';
import { rebuildBeyond } from '../src/read/rebuildRequests.js';
import { CHANNEL } from '../src/read/schemas.js';
import { settings, shortestSecret } from '../src/server/settings.js';
import { postgresDialect } from '../src/store/postgres.js';
import { aFolder } from './log/folder.js';
import { startPostgres } from './support/postgres.js';

/** What can be known of the deployment's files without Docker. */
const root = join(__dirname, '..');
const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8');
const dockerfile = read('Dockerfile');
const compose = read('docker-compose.yml');
const operations = read('docs', 'operations.md');

function found(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].map(([, first = '']) => first);
}

/** A script that stands in the file as a block, as its shell or Node gets it. */
function script(first: string): string {
  const lines = compose.split('\n');
  const from = lines.findIndex((line) => line.trim().startsWith(first));
  const line = lines[from];
  if (line === undefined) throw new Error(`docker-compose.yml holds no script that begins with ${first}`);
  const indent = line.length - line.trimStart().length;
  const rest = lines.slice(from);
  const end = rest.findIndex((each) => each !== '' && each.length - each.trimStart().length < indent);
  return rest
    .slice(0, end)
    .map((each) => each.slice(indent))
    .join('\n')
    .replaceAll('$$', '$');
}

let folder: ReturnType<typeof aFolder>;
beforeEach(() => {
  folder = aFolder();
});
afterEach(() => {
  folder.remove();
});

/** Runs the service that makes the secrets, in a folder of this test and for its user. */
function makeSecrets(): void {
  const { uid, gid } = userInfo();
  const here = script('const { chownSync')
    .replaceAll("'/keys", `'${folder.path('keys')}`)
    .replaceAll("'/password", `'${folder.path('password')}`)
    .replaceAll('node, node', `${uid}, ${gid}`);
  for (const each of ['keys', 'password']) mkdirSync(folder.path(each), { recursive: true });
  execFileSync(process.execPath, ['-e', here]);
}

test('every variable that the deployment sets is a setting of this version', () => {
  const set = found(/\b((?:ARTICLE33_|NODE_ENV)\w*)/g, dockerfile + compose);
  expect(set).toContain('ARTICLE33_DATABASE');
  expect(set.filter((name) => !Object.keys(settings).includes(name))).toEqual([]);
});

test('every image is named by a version', () => {
  const images = [...found(/^ *image: (\S+)$/gm, compose), ...found(/^FROM (\S+)/gm, dockerfile)];
  expect(images.length).toBeGreaterThan(4);
  expect(images.filter((image) => image !== 'build' && !/:\d+\.\d+(\.\d+)?(-[a-z-]+)?$/.test(image))).toEqual([]);
});

test('the builder is sent what it copies and nothing else', () => {
  const sent = found(/^!(.+)$/gm, read('.dockerignore'));
  const copied = dockerfile
    .split('\n')
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(' ').slice(1, -1));
  expect([...sent].sort()).toEqual([...copied].sort());
  expect(read('.dockerignore')).toMatch(/^\*$/m);
});

test('the image runs as a user of its own, and says itself whether it is ready', () => {
  const [uid = ''] = found(/--uid (\d+)/g, dockerfile);
  expect(dockerfile).toMatch(/^USER article33$/m);
  expect(dockerfile).toMatch(/^HEALTHCHECK [^]*\/health\/ready/m);
  expect(compose).toContain(`const node = ${uid};`);
});

test('nodes start after servers that are healthy and secrets that are made', () => {
  for (const server of ['eventstore', 'postgres']) {
    expect(compose).toContain(`${server}: { condition: service_healthy }`);
    const [service = ''] = compose.split(`\n  ${server}:\n`).slice(1);
    expect(service.split(/\n {2}\w+:\n/)[0]).toContain('healthcheck:');
  }
  expect(compose).toContain('secrets: { condition: service_completed_successfully }');
  expect(compose).toContain('--locale=C --encoding=UTF8');
});

test('nothing is reachable from other machines', () => {
  const ports = found(/^ *ports: \[(.+)\]$/gm, compose);
  expect(ports).toHaveLength(2);
  expect(ports.filter((port) => !port.startsWith("'127.0.0.1:"))).toEqual([]);
  expect(compose).not.toMatch(/^ *ports:$/m);
});

test('secrets are made once, for their owner alone, in the form that the register takes', () => {
  const files = ['keys/checkpoint-key', 'keys/register-secret', 'password/postgres'].map((file) => folder.path(file));
  makeSecrets();
  const [keys = '', secret = '', password = ''] = files.map((file) => readFileSync(file, 'utf8'));
  expect(SigningKeys.parse(keys)?.count).toBe(1);
  expect(secret.length).toBeGreaterThanOrEqual(shortestSecret);
  expect(password).toMatch(/^[0-9a-f]{48}$/);
  for (const file of files) expect(statSync(file).mode & 0o777).toBe(0o600);
  makeSecrets();
  expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual([keys, secret, password]);
});

test('a node’s start hands the program a configuration that it takes, and the command as it was given', () => {
  makeSecrets();
  const here = script('export ARTICLE33_SECRET')
    .replaceAll('/keys/', `${folder.path('keys')}/`)
    .replaceAll('/password/', `${folder.path('password')}/`);
  const pairs = [...compose.matchAll(/^ {4}(NODE_ENV|ARTICLE33_\w+): (.+)$/gm)];
  const environment = Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value.replaceAll("'", '')]));
  const said = execFileSync(
    'sh',
    ['-c', here, 'article33', 'token', '--role', 'DPO', '--org', 'acme', '--sub', 'a b'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...environment, ARTICLE33_DATA: folder.path('data') },
    },
  );
  const [, claims = ''] = said.split('.');
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ org: 'acme', sub: 'a b' });
});

describe('the page for operators', () => {
  test('names metrics that there are', () => {
    const known = found(/^\| `(article33_\w+)`/gm, read('docs', 'monitoring.md'));
    const named = found(
      /\b(article33_[a-z_]+)(?=[{[\s)]| )/g,
      operations.split('## Thresholds')[1]?.split('\n## ')[0] ?? '',
    );
    expect(named.length).toBeGreaterThan(5);
    expect(
      named.map((name) => name.replace(/_(bucket|count|sum)$/, '')).filter((name) => !known.includes(name)),
    ).toEqual([]);
  });

  test('names commands and variables that there are', () => {
    expect(found(/\b(ARTICLE33_\w+)/g, operations).filter((name) => !Object.keys(settings).includes(name))).toEqual([]);
  });

  test('tells statements that the register’s database takes, and that the nodes understand', async () => {
    const postgres = await startPostgres();
    const url = await postgres.database();
    const store = new Kysely<ClusterTables>({ dialect: postgresDialect(url, { schema: SCHEMA }) });
    const client = new pg.Client({ connectionString: url });
    try {
      await migrateCluster(store);
      await client.connect();
      await client.query(`create schema article33_read_3; create schema article33_read_12; listen ${CHANNEL}`);
      const heard: (number | null)[] = [];
      client.on('notification', ({ payload = '' }) => heard.push(rebuildBeyond(payload)));
      const statements = found(/```sql\n([^]*?)```/g, operations).flatMap((block) => block.split(/;\n/).slice(0, -1));
      expect(statements.length).toBeGreaterThan(7);
      for (const statement of statements) await client.query(statement);
      expect(heard).toEqual([12]);
      expect(await store.selectFrom('sealing').selectAll().execute()).toEqual([{ id: 1, log: null, position: '0' }]);
    } finally {
      await client.end();
      await store.destroy();
      await postgres.dispose();
    }
  }, 60_000);
});
