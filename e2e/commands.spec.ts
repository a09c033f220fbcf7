import { execFile, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { discLabelsPng, discsPng, halfOf } from './madeImages.ts';
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
  writeFileSync(join(folder, 'labels', 'a.png'), discLabelsPng('', 144, 96).buffer);

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

test('train: a model with its record, the same loss curve again, and a line for what failed', async () => {
  const folder = test.info().outputPath('set');
  mkdirSync(join(folder, 'images'), { recursive: true });
  mkdirSync(join(folder, 'labels'), { recursive: true });
  for (const name of ['a', 'b', 'c']) {
    writeFileSync(join(folder, 'images', `${name}.png`), discsPng('', 144, 96).buffer);
    writeFileSync(join(folder, 'labels', `${name}.png`), discLabelsPng('', 144, 96).buffer);
  }
  const recipe = test.info().outputPath('recipe.json');
  const network = { depth: 1, baseFeatures: 4 };
  writeFileSync(recipe, JSON.stringify({ network, inputEdgePx: 60, learningRate: 0.01 }));
  const out = test.info().outputPath('model');
  const argv = ['--data', folder, '--recipe', recipe, '--iterations', '12', '--seed', '5'];
  const first = await run('train', [...argv, '--backend', 'wasm', '--out', out]);
  expect(first.stderr).toContain('iteration 12 of 12, loss ');
  expect(first.code).toBe(0);
  expect(first.stdout.trim()).toBe(join(out, 'run.json'));

  const record = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
  expect(Object.keys(record).slice(0, 10)).toEqual([
    'version',
    'seed',
    'recipe',
    'backend',
    'adapter',
    'data',
    'iterations',
    'seconds',
    'loss',
    'validation',
  ]);
  expect(record).toMatchObject({ seed: 5, backend: 'wasm', iterations: 12 });
  expect(record.data.map(({ name }: { name: string }) => name).sort()).toEqual([
    'a.png',
    'b.png',
    'c.png',
  ]);
  expect(record.loss).toHaveLength(12);
  expect(record.validation.at(-1).iteration).toBe(12);
  expect(Object.keys(record.validation[0])).toEqual(['iteration', 'iou', 'f1_50', 'seg', 'loss']);

  const again = test.info().outputPath('again');
  const replay = ['--data', folder, '--recipe', join(out, 'run.json'), '--backend', 'wasm'];
  expect((await run('train', [...replay, '--out', again])).code).toBe(0);
  const replayed = JSON.parse(readFileSync(join(again, 'run.json'), 'utf8'));
  expect(replayed.loss).toEqual(record.loss);

  writeFileSync(join(folder, 'labels', 'c.png'), discLabelsPng('', 96, 96).buffer);
  const fineTuned = test.info().outputPath('fine-tuned');
  const fineTuning = ['--data', folder, '--validation', folder, '--from', out];
  fineTuning.push('--iterations', '100000', '--minutes', '0.3');
  const second = await run('train', [...fineTuning, '--recipe', recipe, '--out', fineTuned]);
  expect(second.stderr).toContain(`${join(folder, 'images', 'c.png')}: The image has 144 × 96 px`);
  expect(second.code).toBe(1);
  const tuned = JSON.parse(readFileSync(join(fineTuned, 'run.json'), 'utf8'));
  expect(tuned).toMatchObject({ startedFrom: 'model', endedBy: 'time' });
  const scores = await run('evaluate', ['--data', folder, '--only', 'a', '--model', fineTuned]);
  expect(scores.code).toBe(0);
  expect(JSON.parse(scores.stdout).mean.iou).toBeGreaterThan(0.5);
});

test('wrong usage ends with code 2 and says what is right', async () => {
  const { code, stderr } = await run('segment', ['--backend', 'cuda', 'a.png']);
  expect(code).toBe(2);
  expect(stderr).toContain('must be one of auto, webgpu, webgl, wasm');
  expect(stderr).toContain('Usage: npm run segment');
  expect((await run('segment', ['--model', 'cats', 'package.json'])).code).toBe(2);
  expect((await run('evaluate', [])).code).toBe(2);
  expect((await run('train', ['--data', 'x'])).code).toBe(2);
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
