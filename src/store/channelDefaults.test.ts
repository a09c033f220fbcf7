import { describe, expect, it } from 'vitest';
import { autoDisplayRange, defaultDisplay, defaultInput } from '#store/channelDefaults.ts';
import { fakeChannel, fakeImage } from '#testing/fakeImages.ts';

const named = (...names: string[]) => names.map((name) => ({ ...fakeChannel(), name }));
const colorsOf = (...names: string[]) =>
  defaultDisplay(fakeImage(), named(...names)).map(({ color }) => color);

describe('defaultDisplay', () => {
  it('shows a single channel in grey, whatever its name', () => {
    expect(colorsOf('DAPI')).toEqual(['#ffffff']);
  });

  it('gives known dyes the colour that people expect', () => {
    expect(colorsOf('DAPI', 'GFP-actin', 'Alexa 594', 'Cy5')).toEqual([
      '#4d79ff',
      '#2bff5a',
      '#ff4d4d',
      '#ff3df2',
    ]);
  });

  it('gives unknown channels colours that differ', () => {
    expect(new Set(colorsOf('Channel 1', 'Channel 2', 'Channel 3')).size).toBe(3);
  });

  it('keeps the colours of a colour picture: full range of its number type', () => {
    const rgb = { ...fakeImage(), isRgb: true };
    const display = defaultDisplay(rgb, named('Red', 'Green', 'Blue'));
    expect(display.map(({ range }) => range)).toEqual([
      [0, 255],
      [0, 255],
      [0, 255],
    ]);
    expect(defaultInput(rgb).channels).toEqual([0, 1, 2]);
  });
});

describe('autoDisplayRange', () => {
  it('is never empty, not even for an image of one value', () => {
    expect(autoDisplayRange({ ...fakeChannel(), autoRange: [5, 5] })).toEqual([0, 200]);
    const flat = { ...fakeChannel(), min: 7, max: 7, autoRange: [7, 7] as const };
    expect(autoDisplayRange(flat)).toEqual([7, 8]);
  });
});
