import { expect, it } from 'vitest';
import { memoryStorage } from '#storage/backend/memoryStorage.ts';
import { writeExport } from '#storage/project/exportFile.ts';

const HOUR_MS = 60 * 60 * 1000;

it('an export removes those that were downloaded long ago, and nothing else', async () => {
  const backend = memoryStorage('A test.');
  const others = [`export-${Date.now() - HOUR_MS / 2}-recent`, 'project-image-1', 'export-me.tif'];
  const old = `export-${Date.now() - 2 * HOUR_MS}-old`;
  for (const name of [...others, old]) await backend.files.write(name, [new Uint8Array(3)]);
  const file = await writeExport(backend, 'application/zip', async (sink) => {
    await sink(Uint8Array.of(1, 2));
    await sink(Uint8Array.of(3));
  });
  expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([1, 2, 3]);
  const names = await backend.files.names();
  expect(names).toHaveLength(others.length + 1);
  expect(names).toEqual(expect.arrayContaining(others));
});
