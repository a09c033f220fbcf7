import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BACKGROUND, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { classTarget } from '#domain/training/classTarget.ts';
import { classShares, weightMap } from '#domain/training/weightMap.ts';
import type { WeightMapSettings } from '#domain/training/weightMapSettings.ts';
import { readSafetensors } from '#formats/safetensors/readSafetensors.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

const PAPER: WeightMapSettings = {
  borderWeight: 10,
  borderSigmaPx: 5,
  balance: 'inverse-frequency',
  foregroundBackgroundRatio: 0.1,
  balanceSigmaPx: 10,
};

function weigh(annotation: LabelImage, settings: WeightMapSettings): Float32Array {
  const target = classTarget(annotation, new Map());
  const shares = classShares([{ annotation, target }]);
  return weightMap({ annotation, target, shares, settings });
}

/** One row of an annotation: `.` not annotated, `_` background, digits objects. */
function row(text: string): LabelImage {
  const values = [...text].map((letter) => {
    if (letter === '.') return UNANNOTATED;
    return letter === '_' ? BACKGROUND : Number(letter);
  });
  return { width: text.length, height: 1, data: Uint32Array.from(values) };
}

describe.skipIf(!hasShared)('weightMap against SciPy', () => {
  it.each([0, 1, 2, 3, 4])('agrees on case %i to 1e-4', (index) => {
    const file = readSafetensors(readFileSync(sharedPath('reference/weight-maps.safetensors')));
    const labels = file.tensors.get(`${index}/labels`);
    const expected = file.tensors.get(`${index}/weights`);
    if (!labels || !expected) throw new Error(`The reference has no case ${index}.`);
    const [height = 0, width = 0] = labels.shape;
    const data = Uint32Array.from(labels.data as Int32Array, (id) => (id === 0 ? BACKGROUND : id));

    const weights = weigh({ width, height, data }, PAPER);

    const worst = weights.reduce((largest, weight, i) => {
      const wanted = Number(expected.data[i]);
      return Math.max(largest, Math.abs(weight - wanted) / wanted);
    }, 0);
    expect(weights).toHaveLength(256 * 256);
    expect(worst).toBeLessThan(1e-4);
  });
});

describe('weightMap', () => {
  it('weighs the gap between two objects by eq. 2, and objects by their class alone', () => {
    const weights = weigh(row('1_2_'), { ...PAPER, balance: 'none' });

    expect(weights[0]).toBe(1);
    expect(weights[1]).toBeCloseTo(1 + 10 * Math.exp(-4 / 50), 5);
    expect(weights[2]).toBe(1);
    expect(weights[3]).toBeCloseTo(1 + 10 * Math.exp(-16 / 50), 5);
  });

  it('balances the classes over annotated pixels', () => {
    const weights = weigh(row('1____....'), PAPER);

    expect([...weights]).toEqual([2.5, 0.625, 0.625, 0.625, 0.625, 0, 0, 0, 0]);
  });

  it('lets no class weigh as if it were rarer than 1 %', () => {
    const annotation = row(`1${'_'.repeat(999)}`);

    expect(weigh(annotation, PAPER)[0]).toBe(50);
  });

  it('weighs background as the plug-in does: low far from objects, 1 beside them', () => {
    const settings = { ...PAPER, borderWeight: 50, borderSigmaPx: 6, balance: 'foreground-ratio' };

    const weights = weigh(row(`1${'_'.repeat(200)}`), settings as WeightMapSettings);

    expect(weights[0]).toBe(1);
    expect(weights[1]).toBeCloseTo(0.1 + 0.9 * Math.exp(-1 / 200), 5);
    expect(weights[10]).toBeCloseTo(0.1 + 0.9 * Math.exp(-0.5), 5);
    expect(weights[200]).toBeCloseTo(0.1, 5);
  });

  it('adds the border term of the plug-in to that', () => {
    const settings = { ...PAPER, borderWeight: 50, borderSigmaPx: 6, balance: 'foreground-ratio' };

    const weights = weigh(row('1_2'), settings as WeightMapSettings);

    const expected = 0.1 + 0.9 * Math.exp(-1 / 200) + 50 * Math.exp(-4 / 72);
    expect(weights[1]).toBeCloseTo(expected, 4);
  });
});
