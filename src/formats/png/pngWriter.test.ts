import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { joinBytes } from '#formats/joinBytes.ts';
import { PngWriter } from '#formats/png/pngWriter.ts';

it.each(['grey', 'rgb'] as const)(
  'writes %s rows that an independent reader gets back',
  (colours) => {
    const [width, height] = [133, 75];
    const step = colours === 'rgb' ? 3 : 1;
    const data = Uint8Array.from({ length: width * height * step }, (_, i) => (i * i + 7 * i) >> 3);
    const png = new PngWriter({ width, height, colours, pixelSizeUm: 0.325 });
    for (let row = 0; row < height; row += 7) {
      expect(png.isWhole()).toBe(false);
      png.addRows(data.subarray(row * width * step, Math.min(height, row + 7) * width * step));
    }
    expect(png.isWhole()).toBe(true);
    const read = decode(joinBytes(png.finish()), { checkCrc: true });
    expect([read.width, read.height, read.channels, read.depth]).toEqual([width, height, step, 8]);
    expect(read.data).toEqual(data);
    expect(read.resolution?.x).toBe(3_076_923);
  },
);
