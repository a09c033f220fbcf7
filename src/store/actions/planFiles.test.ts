import { describe, expect, it } from 'vitest';
import type { OpenableFile } from '#store/actions/openableFile.ts';
import { planFiles } from '#store/actions/planFiles.ts';

const file = (path: string): OpenableFile => {
  const slash = path.lastIndexOf('/');
  return {
    file: new File([], path.slice(slash + 1)),
    folder: path.slice(0, Math.max(0, slash)),
  };
};

const pathOf = ({ file: { name }, folder }: OpenableFile) => (folder ? `${folder}/${name}` : name);

function plan(paths: readonly string[], openNames: readonly string[] = []) {
  const open = openNames.map((name, i) => ({ id: `image-${i}`, name, folder: '' }));
  const { images, labels, twins, latecomers } = planFiles(paths.map(file), open);
  const pair = (pairs: typeof labels) =>
    pairs.map(({ openable, partner }) => [
      pathOf(openable),
      typeof partner === 'string' ? partner : pathOf(partner),
    ]);
  return {
    images: images.map(pathOf),
    labels: pair(labels),
    twins: twins.map((group) => group.map(pathOf)),
    latecomers: pair(latecomers),
  };
}

describe('planFiles', () => {
  it.each(['a_label.tif', 'a_labels.png', 'a-mask.tif', 'a.labels.tif', 'A_seg.PNG', 'a_GT.png'])(
    'takes %s for the labels of a.png',
    (name) => {
      expect(plan(['a.png', name])).toMatchObject({ images: ['a.png'], labels: [[name, 'a.png']] });
    },
  );

  it('takes the folder for what it says, of each data set its own', () => {
    const paths = ['x/images/1.png', 'x/labels/1.tif', 'y/images/1.png', 'y/Masks/1.tif'];
    expect(plan(paths).labels).toEqual([
      ['x/labels/1.tif', 'x/images/1.png'],
      ['y/Masks/1.tif', 'y/images/1.png'],
    ]);
  });

  it('knows both at once, and .ome.tif as one extension', () => {
    expect(plan(['d/images/7.ome.tif', 'd/masks/7_mask.png']).labels).toEqual([
      ['d/masks/7_mask.png', 'd/images/7.ome.tif'],
    ]);
  });

  it('finds the image among those that are open', () => {
    expect(plan(['a_mask.png'], ['b.tif', 'a.tif']).labels).toEqual([['a_mask.png', 'image-1']]);
  });

  it('tells images of one stem apart where the labels name the extension', () => {
    expect(plan(['a.png', 'a.tif', 'a.png.labels.tif', 'A.tif_labels.png']).labels).toEqual([
      ['a.png.labels.tif', 'a.png'],
      ['A.tif_labels.png', 'a.tif'],
    ]);
    expect(plan(['a.png_mask.png'], ['a.tif', 'a.png']).labels).toEqual([
      ['a.png_mask.png', 'image-1'],
    ]);
  });

  it('opens labels without an image as an image', () => {
    expect(plan(['a.png', 'b_labels.png', 'labels/c.png'])).toMatchObject({
      images: ['a.png', 'b_labels.png', 'labels/c.png'],
      labels: [],
    });
  });

  it('leaves two files of one name to their pixels, and more than two alone', () => {
    expect(plan(['a.png', 'a.tif', 'b.png'])).toMatchObject({
      images: ['b.png'],
      twins: [['a.png', 'a.tif']],
    });
    expect(plan(['a.png', 'a.tif', 'a.bmp']).twins).toEqual([]);
    expect(plan(['a.png'], ['a.tif']).latecomers).toEqual([['a.png', 'image-0']]);
  });

  it('is not misled by words inside of names', () => {
    expect(plan(['unmask.png', 'label.png', 'maskrcnn_1.png']).labels).toEqual([]);
  });
});
