import { describe, expect, it } from 'vitest';
import { paintShownRows } from '#domain/image/paintShownRows.ts';

const WHITE = [1, 1, 1] as const;
const channel = {
  channel: 0,
  color: WHITE,
  range: [10, 110] as readonly [number, number],
  gamma: 1,
};

/** Grey levels of one channel. */
function greyOf(values: readonly number[], shown = channel): number[] {
  const image = { width: values.length, channels: [Float32Array.from(values)] };
  const rows = paintShownRows(image, [shown], { firstRow: 0, rowCount: 1 });
  return [...rows].filter((_, i) => i % 3 === 0);
}

describe('paintShownRows', () => {
  it('runs from black point to white point, and no further', () => {
    expect(greyOf([-5, 10, 60, 110, 400])).toEqual([0, 0, 128, 255, 255]);
  });

  it('turns round where black lies above white', () => {
    expect(greyOf([10, 60, 110], { ...channel, range: [110, 10] })).toEqual([255, 128, 0]);
  });

  it('lifts what is dark by a gamma above 1', () => {
    expect(greyOf([35, 60], { ...channel, gamma: 2 })).toEqual([128, 180]);
  });

  it('shows what is no number black, and a range of nothing as a step', () => {
    expect(greyOf([Number.NaN, 60])).toEqual([0, 128]);
    expect(greyOf([9, 10, 11], { ...channel, range: [10, 10] })).toEqual([0, 0, 255]);
  });

  it('adds channels up in their colours, row by row', () => {
    const image = { width: 1, channels: [Uint8Array.of(0, 100), Uint8Array.of(0, 100)] };
    const shown = [
      { ...channel, range: [0, 100] as const, color: [1, 0.5, 0] as const },
      { ...channel, range: [0, 100] as const, channel: 1, color: [0.5, 0, 0.25] as const },
    ];
    const pixels = (firstRow: number) => [
      ...paintShownRows(image, shown, { firstRow, rowCount: 1 }),
    ];
    expect([pixels(0), pixels(1)]).toEqual([
      [0, 0, 0],
      [255, 128, 64],
    ]);
  });
});
