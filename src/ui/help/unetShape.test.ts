import { expect, it } from 'vitest';
import { paperUnet } from '#ui/help/unetShape.ts';

const edges = (maps: readonly { readonly edgePx: number }[] | undefined) =>
  maps?.map(({ edgePx }) => edgePx);

// Every number of Ronneberger 2015, Fig. 1.
it('has the sizes of the paper', () => {
  const levels = paperUnet();
  expect(levels.map(({ down }) => edges(down))).toEqual([
    [572, 570, 568],
    [284, 282, 280],
    [140, 138, 136],
    [68, 66, 64],
    [32, 30, 28],
  ]);
  expect(levels.map(({ up }) => edges(up))).toEqual([
    [392, 390, 388],
    [200, 198, 196],
    [104, 102, 100],
    [56, 54, 52],
    [],
  ]);
  expect(levels.map(({ down }) => down.map(({ features }) => features))).toEqual([
    [1, 64, 64],
    [64, 128, 128],
    [128, 256, 256],
    [256, 512, 512],
    [512, 1024, 1024],
  ]);
  expect(levels[0]?.up.map(({ features }) => features)).toEqual([128, 64, 64]);
});
