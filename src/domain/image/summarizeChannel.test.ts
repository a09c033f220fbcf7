import { describe, expect, it } from 'vitest';
import { summarizeChannel } from '#domain/image/summarizeChannel.ts';

const ramp = (length: number, at: (i: number) => number) => Array.from({ length }, (_, i) => at(i));

describe('summarizeChannel', () => {
  it('gives every grey value of a narrow 8-bit range a bin of its own, so that no comb shows', () => {
    const { histogram, min, max } = summarizeChannel(
      Uint8Array.from(ramp(100, (i) => 50 + i)),
      'Grey',
    );
    expect([min, max]).toEqual([50, 149]);
    expect([...histogram]).toEqual(new Array(100).fill(1));
  });

  it('spreads 16-bit data over 256 bins at most, whole grey values each', () => {
    const { histogram } = summarizeChannel(Uint16Array.from(ramp(1000, (i) => i)), 'Grey');
    expect(histogram).toHaveLength(250);
    expect(new Set(histogram)).toEqual(new Set([4]));
  });

  it('counts every finite sample of float data once', () => {
    const values = Float32Array.from([
      ...ramp(500, (i) => Math.sin(i)),
      Number.NaN,
      Number.POSITIVE_INFINITY,
    ]);
    const { histogram, nonFiniteCount } = summarizeChannel(values, 'Height');
    expect(histogram.reduce((sum, count) => sum + count, 0)).toBe(500);
    expect(nonFiniteCount).toBe(2);
  });

  it('sets contrast by percentiles, and by the whole range where they coincide', () => {
    const values = new Uint16Array(100_000).fill(100);
    values[7] = 60_000;
    expect(summarizeChannel(values, 'Grey').autoRange).toEqual([100, 60_000]);
  });

  it('codes signed and float data so that both ends of the range can be drawn', () => {
    const { codeOffset, codeStep } = summarizeChannel(Int16Array.of(-300, 700), 'Grey');
    expect(codeOffset).toBe(-300);
    expect(codeOffset + 65_535 * codeStep).toBeCloseTo(700, 6);
  });

  it('takes a constant image as it is', () => {
    expect(summarizeChannel(Float32Array.of(5, 5), 'Grey')).toMatchObject({
      min: 5,
      max: 5,
      codeStep: 1,
    });
  });
});
