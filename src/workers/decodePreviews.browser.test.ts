import { expect, it } from 'vitest';
import type { CoarseView } from '#domain/image/coarsePicture.ts';
import { decodeFile } from '#workers/decodeFile.ts';
import { watchPreviews } from '#workers/decodePreviews.ts';

const EDGE = 3000;
const { signal } = new AbortController();

/** An uncompressed 16-bit TIFF in strips of 100 rows, bright below. */
function largeTiff(): File {
  const rows = 100;
  const strips = EDGE / rows;
  const tags = [
    [256, EDGE],
    [257, EDGE],
    [258, 16],
    [259, 1],
    [262, 1],
    [273, 8 + 2 + 12 * 8 + 4],
    [278, rows],
    [279, 8 + 2 + 12 * 8 + 4 + 4 * strips],
  ] as const;
  const pixelsAt = 8 + 2 + 12 * tags.length + 4 + 8 * strips;
  const view = new DataView(new ArrayBuffer(pixelsAt));
  view.setUint32(0, 0x49492a00);
  view.setUint32(4, 8, true);
  view.setUint16(8, tags.length, true);
  tags.forEach(([tag, value], i) => {
    const at = 10 + 12 * i;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, 4, true);
    view.setUint32(at + 4, tag === 273 || tag === 279 ? strips : 1, true);
    view.setUint32(at + 8, value, true);
  });
  const stripBytes = rows * EDGE * 2;
  for (let i = 0; i < strips; i++) {
    view.setUint32(10 + 12 * tags.length + 4 + 4 * i, pixelsAt + i * stripBytes, true);
    view.setUint32(10 + 12 * tags.length + 4 + 4 * (strips + i), stripBytes, true);
  }
  const pixels = new Uint16Array(EDGE * EDGE).map((_, i) => Math.floor(i / EDGE));
  return new File([view.buffer, pixels], 'large.tif');
}

it('a large file can be seen while it is decoded, a small one is not worth it', async () => {
  const file = largeTiff();
  const views: CoarseView[] = [];
  const stop = watchPreviews((preview) => {
    if (preview.file === file) views.push(preview.view);
  });
  const image = await decodeFile(file, file.name, 0, signal);
  expect(image.channels[0]?.at(-1)).toBe(EDGE - 1);
  await expect.poll(() => views.length).toBeGreaterThan(0);
  const [first] = views;
  expect([first?.width, first?.height]).toEqual([600, 600]);
  expect(first?.data[3], 'the first strip is there').toBe(255);
  stop();
  views.length = 0;
  await decodeFile(file, file.name, 0, signal);
  expect(views, 'nobody is told any more').toEqual([]);
});
