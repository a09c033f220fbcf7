import { execFile, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { encode } from 'fast-png';
import { discsPng, halfOf } from './madeImages.ts';
import { readCsv, readLabels } from './readBack.ts';

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(script: string, parameters: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    execFile(
      npm,
      ['run', '--silent', script, '--', ...parameters],
      { maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      },
    );
  });
}

/** Labels of `discsPng`: one object per disc. */
function discLabels(width: number, height: number): Uint8Array {
  const data = new Uint16Array(width * height);
  const columns = Math.ceil(width / 48);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (Math.hypot((x % 48) - 24, (y % 48) - 24) > 12) continue;
      data[y * width + x] = 1 + Math.floor(y / 48) * columns + Math.floor(x / 48);
    }
  }
  return encode({ width, height, data, channels: 1, depth: 16 });
}

test('segment: results, a record of the run, and a line for what failed', async () => {
  const folder = test.info().outputPath('in');
  const out = test.info().outputPath('out');
  mkdirSync(join(folder, 'deeper'), { recursive: true });
  const file = discsPng('discs.png', 144, 96);
  writeFileSync(join(folder, 'a.png'), file.buffer);
  writeFileSync(join(folder, 'deeper', 'b.png'), file.buffer);
  writeFileSync(join(folder, 'damaged.png'), halfOf(file, '').buffer);

  const { code, stdout, stderr } = await run('segment', ['--out', out, '--tile', '220', folder]);
  expect(stderr).toContain(`${join(folder, 'damaged.png')}: `);
  expect(code).toBe(1);
  expect(stdout).toContain(join(out, 'a.labels.tif'));

  const record = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
  expect(Object.keys(record)).toEqual([
    'version',
    'model',
    'backend',
    'adapter',
    'images',
    'failures',
  ]);
  expect(record).toMatchObject({ model: 'nuclei', backend: 'wasm' });
  expect(record.images.map((image: { file: string }) => image.file)).toEqual([
    join(folder, 'a.png'),
    join(folder, 'deeper', 'b.png'),
  ]);
  expect(record.images[0]).toMatchObject({ width: 144, height: 96, objects: 6 });
  expect(record.images[0].tiles).toBeGreaterThan(1);
  expect(Object.keys(record.images[0].ms)).toEqual(['decode', 'inference', 'instances', 'total']);
  expect(record.failures).toMatchObject([
    { file: join(folder, 'damaged.png'), code: 'corrupt-file' },
  ]);

  const labels = new Uint8Array(readFileSync(join(out, 'a.labels.tif')));
  expect(await readLabels(labels)).toMatchObject({ width: 144, height: 96, objectCount: 6 });
  const table = readCsv(readFileSync(join(out, 'b.objects.csv')));
  expect(table.rows).toHaveLength(6);
});

test('segment: a folder is as good a model as an id', async () => {
  const out = test.info().outputPath('out');
  const path = test.info().outputPath('discs.png');
  writeFileSync(path, discsPng('discs.png', 96, 96).buffer);
  const model = join('public', 'models', 'nuclei');
  const { code, stderr } = await run('segment', ['--model', model, '--out', out, path]);
  expect(stderr).toContain('4 objects');
  expect(code).toBe(0);
});

test('evaluate: one JSON object with every figure', async () => {
  const folder = test.info().outputPath('set');
  mkdirSync(join(folder, 'images'), { recursive: true });
  mkdirSync(join(folder, 'labels'), { recursive: true });
  writeFileSync(join(folder, 'images', 'a.png'), discsPng('', 144, 96).buffer);
  writeFileSync(join(folder, 'labels', 'a.png'), discLabels(144, 96));

  const { code, stdout } = await run('evaluate', ['--data', folder]);
  expect(code).toBe(0);
  const result = JSON.parse(stdout);
  expect(Object.keys(result)).toEqual(['version', 'model', 'backend', 'images', 'mean']);
  expect(Object.keys(result.images[0])).toEqual([
    'file',
    'trueCount',
    'count',
    'iou',
    'dice',
    'pixelError',
    'ap50',
    'ap75',
    'f1_50',
    'pq',
    'seg',
    'randError',
    'viSplit',
    'viMerge',
  ]);
  expect(result.images[0]).toMatchObject({ trueCount: 6, count: 6, f1_50: 1 });
  const { file: _, ...figures } = result.images[0];
  expect(result.mean).toEqual(figures);
});

test('wrong usage ends with code 2 and says what is right', async () => {
  const { code, stderr } = await run('segment', ['--backend', 'cuda', 'a.png']);
  expect(code).toBe(2);
  expect(stderr).toContain('must be one of auto, webgpu, webgl, wasm');
  expect(stderr).toContain('Usage: npm run segment');
  expect((await run('segment', ['--model', 'cats', 'package.json'])).code).toBe(2);
  expect((await run('evaluate', [])).code).toBe(2);
});

test('start: prints its address, serves the page and stops when told', async () => {
  const server = spawn(
    process.execPath,
    ['node_modules/tsx/dist/cli.mjs', 'src/headless/serve.ts'],
    {
      env: { ...process.env, PORT: '0' },
    },
  );
  const line = await new Promise<string>((resolve) => {
    server.stdout.on('data', (chunk: Buffer) => resolve(chunk.toString()));
  });
  const address = /http:\/\/localhost:\d+/.exec(line)?.[0] ?? '';
  const response = await fetch(address);
  expect(await response.text()).toContain('<title>Cellpane');
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
  const ended = new Promise((resolve) => server.on('exit', resolve));
  server.kill('SIGINT');
  expect(await ended).toBe(0);
});
