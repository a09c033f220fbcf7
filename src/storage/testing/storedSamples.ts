import type { ModelCard } from '#domain/model/modelCard.ts';
import { parameterCount } from '#domain/model/weights.ts';
import type { TrainingCheckpoint } from '#domain/training/trainingCheckpoint.ts';
import { unknownCard } from '#formats/modelfile/unknownCard.ts';
import { openStorage } from '#storage/backend/openStorage.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import type { CheckpointRun } from '#storage/checkpointStore.ts';

export const network = { depth: 1, baseFeatures: 2, inputChannels: 1, classCount: 2 };

/** A card of that network. */
export function cardOf(title: string): ModelCard {
  return unknownCard(network, title);
}

/** Weights of that network: a ramp that differs from seed to seed. */
export function weightsOf(seed: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: parameterCount(network) }, (_, i) => Math.sin(i + 97 * seed));
}

/** The browser's real storage under a name of its own; opening it again finds what was kept. */
export async function openReal(name: string): Promise<StorageBackend> {
  const backend = await openStorage(name);
  if (backend.status.kind !== 'lasting') throw new Error(backend.status.reason);
  return backend;
}

/** A backend whose change number `count` (from 0) and all later ones never end, as in a crash. */
export function cutOffAfter(
  backend: StorageBackend,
  count: number,
): { readonly dying: StorageBackend; readonly cutOff: Promise<void> } {
  let changes = 0;
  let tell = (): void => undefined;
  const cutOff = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const hang = <A extends readonly unknown[], R>(work: (...args: A) => Promise<R>) => {
    return (...args: A): Promise<R> => {
      if (changes++ < count) return work(...args);
      tell();
      return new Promise<R>(() => undefined);
    };
  };
  const dying = {
    ...backend,
    // A tab that has crashed holds no lock.
    locks: { ...backend.locks, whileWriting: <T>(work: () => Promise<T>) => work() },
    facts: { ...backend.facts, commit: hang(backend.facts.commit) },
    files: {
      ...backend.files,
      write: hang(backend.files.write),
      writeStream: hang(backend.files.writeStream),
      remove: hang(backend.files.remove),
    },
  };
  return { dying, cutOff };
}

/** A run on two small images of different pixel types. */
export function runOf(runId: string): CheckpointRun {
  const labels = { width: 3, height: 2, data: Uint32Array.of(0, 1, 2, 0xffff_ffff, 0, 70_000) };
  const facts = {
    width: 3,
    height: 2,
    isRgb: false,
    pageIndex: 0,
    pageCount: 1,
    pixelSizeUm: 0.25,
    formatName: 'TIFF',
  };
  return {
    runId,
    images: [
      {
        imageId: 'image-1',
        name: 'a.tif',
        image: {
          ...facts,
          pixelType: 'uint16',
          bitsPerSample: 12,
          channels: [Uint16Array.of(0, 1, 2, 3, 4, 65_535), Uint16Array.of(9, 8, 7, 6, 5, 4)],
          channelNames: ['DAPI', 'GFP'],
        },
        pixelSizeUm: 0.25,
        input: { channels: [0, 1], invert: true },
        annotation: { labels, classes: new Map([[2, 3]]) },
      },
      {
        imageId: 'image-2',
        name: 'b.tif',
        image: {
          ...facts,
          pixelType: 'float32',
          bitsPerSample: 32,
          channels: [Float32Array.of(0.5, Number.NaN, -1, 3, 4, 1e30)],
          channelNames: ['Channel 1'],
        },
        pixelSizeUm: null,
        input: { channels: [0], invert: false },
        annotation: { labels: { ...labels, data: new Uint32Array(6) }, classes: new Map() },
      },
    ],
    recipe: { iterations: 500, seed: 7 } as CheckpointRun['recipe'],
    network,
    normalization: { kind: 'percentile', lowPercent: 1, highPercent: 99, outputRange: [0, 1] },
    startWeights: weightsOf(1),
    startedFrom: 'nuclei',
    startedAt: '2026-01-02T03:04:05.000Z',
    page: { startTitle: 'Nuclei', validationCount: 1 },
  };
}

/** A checkpoint whose buffers all differ, with Adam's two slots. */
export function checkpointAt(iteration: number, bestIteration: number | null): TrainingCheckpoint {
  return {
    iteration,
    state: {
      weights: weightsOf(iteration),
      optimizer: { steps: iteration, slots: [weightsOf(iteration + 1), weightsOf(iteration + 2)] },
    },
    best:
      bestIteration === null
        ? null
        : { iteration: bestIteration, weights: weightsOf(bestIteration) },
    history: {
      loss: [[1, 0.5]],
      validation: [{ iteration: 1, iou: 0.5, f1_50: 0.25, seg: 0.1, loss: null }],
    },
    inputEdgePx: 188,
    batchSize: 1,
    seconds: 12.5,
  };
}
