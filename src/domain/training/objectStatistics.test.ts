import { describe, expect, it } from 'vitest';
import { settingsFor, usualDiametersPx } from '#domain/training/objectStatistics.ts';

describe('settingsFor', () => {
  const areas = Array.from({ length: 11 }, (_, index) => 100 + 10 * index);

  it('removes specks far below the small objects', () => {
    const settings = settingsFor(areas, null);
    expect(settings).toMatchObject({ threshold: 0.5, splitTouching: 0, fillHoles: true });
    expect(settings.minimumSizePx).toBe(22);
    expect(settingsFor([], null).minimumSizePx).toBeLessThan(1);
  });

  it('keeps how the model that was fine-tuned parts objects', () => {
    const base = { ...settingsFor(areas, null), splitTouching: 0.7, growToBorders: true };
    const settings = settingsFor([400], { ...base, threshold: 0.8 });
    expect(settings).toEqual({ ...base, threshold: 0.5, minimumSizePx: 80 });
  });
});

describe('usualDiametersPx', () => {
  it('are those of discs', () => {
    const [low, high] = usualDiametersPx(Array.from({ length: 101 }, (_, i) => Math.PI * (i + 1)));
    expect(low).toBeCloseTo(2 * Math.sqrt(11));
    expect(high).toBeCloseTo(2 * Math.sqrt(91));
  });
});
