import { describe, expect, it } from 'vitest';
import { LABEL_PALETTE, labelColor, labelColorIndex } from '#domain/image/labelPalette.ts';

describe('labelColor', () => {
  it('differs between labels that are at most 7 apart: touching objects mostly are', () => {
    for (let label = 1; label < 5000; label++) {
      for (let distance = 1; distance <= 7; distance++) {
        expect(labelColorIndex(label)).not.toBe(labelColorIndex(label + distance));
      }
    }
  });

  it('uses every colour about equally often', () => {
    const counts = new Array<number>(LABEL_PALETTE.length).fill(0);
    for (let label = 1; label <= 16_000; label++) {
      const index = labelColorIndex(label);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(10);
  });

  it('handles the largest label', () => {
    expect(labelColor(0xffff_ffff)).toHaveLength(3);
  });

  it('has 16 different colours, none too dark for a dark image', () => {
    expect(new Set(LABEL_PALETTE.map(String)).size).toBe(16);
    for (const [red, green, blue] of LABEL_PALETTE) {
      expect(Math.max(red, green, blue)).toBeGreaterThan(0.55);
    }
  });
});
