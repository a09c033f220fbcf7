import { expect, it } from 'vitest';
import { droppedFiles, folderFiles } from '#ui/images/droppedFiles.ts';

function fileEntry(name: string): FileSystemEntry {
  const entry = {
    isFile: true,
    isDirectory: false,
    name,
    file: (resolve: (file: File) => void) => resolve(new File([], name)),
  };
  return entry as unknown as FileSystemEntry;
}

/** Hands its children out in portions of two, as browsers do with portions of a hundred. */
function folderEntry(name: string, children: FileSystemEntry[]): FileSystemEntry {
  const entry = {
    isFile: false,
    isDirectory: true,
    name,
    createReader: () => {
      const rest = [...children];
      return {
        readEntries: (resolve: (some: FileSystemEntry[]) => void) => resolve(rest.splice(0, 2)),
      };
    },
  };
  return entry as unknown as FileSystemEntry;
}

function dropOf(...entries: FileSystemEntry[]): DataTransfer {
  const items = entries.map((entry) => ({ webkitGetAsEntry: () => entry }));
  return { items, files: [] } as unknown as DataTransfer;
}

it('walks folders to the bottom, beyond the first portion of each', async () => {
  const drop = dropOf(
    fileEntry('single.tif'),
    folderEntry('run', [
      fileEntry('a.tif'),
      fileEntry('b.tif'),
      fileEntry('c.tif'),
      folderEntry('deep', [fileEntry('d.tif')]),
    ]),
  );
  const files = await droppedFiles(drop);
  expect(files.map(({ file, folder }) => `${folder}|${file.name}`)).toEqual([
    '|single.tif',
    'run|a.tif',
    'run|b.tif',
    'run|c.tif',
    'run/deep|d.tif',
  ]);
});

it('takes plain files where the browser gives no entries', async () => {
  const transfer = { items: [], files: [new File([], 'a.png')] } as unknown as DataTransfer;
  const files = await droppedFiles(transfer);
  expect(files.map(({ file, folder }) => [file.name, folder])).toEqual([['a.png', '']]);
});

it('keeps the folder of files from the folder dialog', () => {
  const file = new File([], 'a.tif');
  Object.defineProperty(file, 'webkitRelativePath', { value: 'plate/row/a.tif' });
  expect(folderFiles([file])).toEqual([{ file, folder: 'plate/row' }]);
});
