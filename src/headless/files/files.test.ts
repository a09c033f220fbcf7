import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findImages } from './imageFiles.ts';
import { pairImages } from './pairImages.ts';
import { resultStems } from './resultNames.ts';

function folderWith(paths: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'cellpane-files-'));
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), '');
  }
  return folder;
}

describe('findImages', () => {
  it('walks folders, sorted, and leaves out what is no image', () => {
    const folder = folderWith([
      'b.PNG',
      'a.tif',
      'notes.txt',
      '.hidden.png',
      'sub/deep/c.jpg',
      'a.labels.tif',
      'run.json',
    ]);
    const { images, failures } = findImages([folder]);
    expect(images.map((image) => image.relativePath)).toEqual([
      'a.tif',
      'b.PNG',
      join('sub', 'deep', 'c.jpg'),
    ]);
    expect(failures).toEqual([]);
  });

  it('takes a file that is named whatever it is called', () => {
    const folder = folderWith(['scan.lsm']);
    const path = join(folder, 'scan.lsm');
    expect(findImages([path]).images).toEqual([{ path, relativePath: 'scan.lsm' }]);
  });

  it('reports what is missing and goes on', () => {
    const folder = folderWith(['a.png']);
    const { images, failures } = findImages(['/no/such/file.tif', folder]);
    expect(images).toHaveLength(1);
    expect(failures).toEqual([
      { file: '/no/such/file.tif', message: 'There is no such file or folder.' },
    ]);
  });

  it('reports a folder without images', () => {
    expect(findImages([folderWith(['notes.txt'])]).failures).toHaveLength(1);
  });
});

describe('resultStems', () => {
  it('drops the extension where that leaves names apart', () => {
    expect(resultStems(['a.tif', 'x/b.ome.tif'])).toEqual(['a', 'b.ome']);
  });

  it('keeps the extension of inputs that share a stem', () => {
    expect(resultStems(['a.png', 'a.tif', 'b.png'])).toEqual(['a.png', 'a.tif', 'b']);
  });

  it('puts the folders before inputs that share the whole name', () => {
    expect(resultStems(['day1/a.png', 'day2/a.png'])).toEqual(['day1_a.png', 'day2_a.png']);
  });

  it('numbers what cannot be told apart otherwise', () => {
    expect(resultStems(['a.png', 'a.png'])).toEqual(['a.png', 'a.png-2']);
  });

  it('never gives two inputs the same name, not even where case is ignored', () => {
    const part = fc.constantFrom('a', 'A', 'b', 'a.png', 'a_b', 'a-2');
    const path = fc
      .tuple(fc.array(part, { maxLength: 2 }), part, fc.constantFrom('', '.png', '.tif', '.PNG'))
      .map(([folders, name, extension]) => [...folders, name + extension].join('/'));
    fc.assert(
      fc.property(fc.array(path, { maxLength: 12 }), (paths) => {
        const names = resultStems(paths).map((name) => name.toLowerCase());
        expect(new Set(names).size).toBe(paths.length);
      }),
    );
  });
});

describe('pairImages', () => {
  it('pairs by base name whatever the extension, and names images without labels', () => {
    const folder = folderWith([
      'images/a.tif',
      'images/sub/b.png',
      'images/c.png',
      'labels/a.png',
      'labels/sub/b.tif',
      'labels/unused.png',
    ]);
    const { pairs, failures } = pairImages(folder, '');
    expect(pairs.map((pair) => [pair.image.relativePath, pair.labelPath])).toEqual([
      ['a.tif', join(folder, 'labels', 'a.png')],
      [join('sub', 'b.png'), join(folder, 'labels', 'sub', 'b.tif')],
    ]);
    expect(failures.map((failure) => failure.file)).toEqual([join(folder, 'images', 'c.png')]);
  });

  it('keeps to the images that are asked for', () => {
    const folder = folderWith(['images/fluo1.tif', 'images/phase1.tif', 'labels/fluo1.tif']);
    const { pairs, failures } = pairImages(folder, 'fluo');
    expect(pairs).toHaveLength(1);
    expect(failures).toEqual([]);
  });

  it('says when there are no such folders', () => {
    expect(pairImages('/no/such/folder', '').failures.length).toBeGreaterThan(0);
  });
});
