import { describe, expect, it } from 'vitest';
import { makeSample } from '#domain/simulation/sampleCatalog.ts';
import { SAMPLES } from '#domain/simulation/sampleList.ts';

describe('the built-in samples', () => {
  it('start with nuclei and have an id each', () => {
    expect(SAMPLES[0]?.id).toBe('nuclei');
    expect(new Set(SAMPLES.map((sample) => sample.id)).size).toBe(SAMPLES.length);
  });

  it.each(SAMPLES)('$id has the announced size, objects and a pixel size', (sample) => {
    const { image, truth } = makeSample(sample.id);
    expect([image.width, image.height]).toEqual([sample.width, sample.height]);
    expect([truth.width, truth.height]).toEqual([sample.width, sample.height]);
    expect(image.channels[0]?.length).toBe(sample.width * sample.height);
    expect(truth.data.length).toBe(sample.width * sample.height);
    expect(truth.data.reduce((max, label) => Math.max(max, label), 0)).toBeGreaterThan(5);
    expect(image.pixelSizeUm).toBeGreaterThan(0);
  });

  it('say which ids there are when one is unknown', () => {
    expect(() => makeSample('__proto__')).toThrow(
      expect.objectContaining({
        code: 'not-found',
        message: expect.stringContaining('phase-cells'),
      }),
    );
  });
});
