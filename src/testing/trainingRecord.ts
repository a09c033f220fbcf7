import { presetRecipe } from '#domain/training/recipes.ts';
import type { TrainingRecord } from '#domain/training/trainingRecord.ts';

/** The record of a made-up run. */
export function madeRecord(change: Partial<TrainingRecord> = {}): TrainingRecord {
  return {
    version: '0.1.0',
    tfjsVersion: '4.22.0',
    seed: 3,
    recipe: presetRecipe('from-scratch'),
    network: { depth: 4, baseFeatures: 16, inputChannels: 1, classCount: 2 },
    normalization: {
      kind: 'percentile',
      lowPercent: 0.1,
      highPercent: 99.9,
      outputRange: [-1, 1],
    },
    instanceSettings: {
      threshold: 0.5,
      minimumSizePx: 40,
      fillHoles: true,
      removeBorderObjects: false,
      splitTouching: 0,
      growToBorders: false,
    },
    objectDiameterPx: [12, 30],
    startedFrom: null,
    rehearsed: null,
    backend: 'wasm',
    adapter: 'WebAssembly SIMD',
    inputEdgePx: 284,
    batchSize: 1,
    data: [
      {
        name: 'a.tif',
        role: 'training',
        width: 512,
        height: 400,
        objects: 41,
        imageSha256: null,
        annotationSha256: 'ab'.repeat(32),
      },
      {
        name: 'b.tif',
        role: 'validation',
        width: 512,
        height: 400,
        objects: 1,
        imageSha256: null,
        annotationSha256: null,
      },
    ],
    iterations: 2500,
    seconds: 1234.5,
    history: {
      loss: [
        [1, 2.5],
        [2, 1.5],
      ],
      validation: [{ iteration: 2, iou: 0.7, f1_50: 0.6, seg: 0.5, loss: 0.3 }],
    },
    bestIteration: 2,
    startedAt: '2026-01-02T03:04:05.000Z',
    ...change,
  };
}
