import { expect, it } from 'vitest';
import { splitName } from '#ui/controls/MiddleText.tsx';

it.each([
  ['fluo_256x256_00071198.png', 'fluo_256x256_00', '071198.png'],
  ['experiment_2019-03_t007.ome.tif', 'experiment_2019-03_t', '007.ome.tif'],
  ['Nuclei (simulated fluorescence)', 'Nuclei (simulated fluorescence)', ''],
  ['series 12 (b).tif', 'series ', '12 (b).tif'],
  ['a.png', 'a', '.png'],
  ['not_kitty_of_lab_alpha.png', 'not_kitty_of_lab', '_alpha.png'],
  ['not_kitty_of_lab_icc.png', 'not_kitty_of_l', 'ab_icc.png'],
])('%s keeps its number, or its last letters, and its ending in sight', (name, head, tail) => {
  expect(splitName(name)).toEqual([head, tail]);
});
