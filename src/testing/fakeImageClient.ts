import type { LabelImage } from '#domain/image/labelImage.ts';
import { labelsFromMap, mapFromLabels } from '#domain/segmentation/keptLabels.ts';
import { readLabelImage } from '#domain/segmentation/labelReading.ts';
import { AppError } from '#lib/errors.ts';
import type { HoldingWorker, Services } from '#store/services.ts';
import { FAKE_WRONG, fakeComparison } from '#testing/fakeComparison.ts';
import { fakeChannel, fakeImage, fakeLabels } from '#testing/fakeImages.ts';
import type { Gate } from '#testing/gate.ts';
import type { ImageApi, InstanceResult } from '#workers/imageApi.ts';

interface ImageControl {
  readonly log: string[];
  readonly failing: ReadonlySet<string>;
  readonly extractGate: Gate;
  /** Ends the worker: a fresh one, which holds nothing, takes its place. */
  killImage: () => void;
  onReplaced: (worker: HoldingWorker) => void;
}

/** Areas 10, 20, … 100; the higher the threshold, the fewer remain. */
function fakeAreas(threshold: number, minimumSizePx: number): number[] {
  const count = Math.round((1 - threshold) * 10);
  const areas = Array.from({ length: count }, (_, index) => 10 * (index + 1));
  return areas.filter((area) => area >= minimumSizePx);
}

function fakeResult(
  areas: ReadonlyMap<number, number>,
  deletions: InstanceResult['deletions'],
): InstanceResult {
  const labels = Float64Array.from(areas.keys());
  const values = Float64Array.from(areas.values());
  return {
    objects: {
      rowCount: areas.size,
      columns: [
        { id: 'label', title: 'Label', unit: '', values: labels },
        { id: 'area_px', title: 'Area', unit: 'px²', values },
      ],
    },
    coveredFraction: 0.25,
    canUndoDelete: deletions.length > 0,
    deletions,
    ms: { instances: 1, measure: 1 },
  };
}

/** Labels that one map has and another has not. */
function missingIn(map: ReadonlyMap<number, number>, former: ReadonlyMap<number, number>) {
  return [...former.keys()].filter((label) => !map.has(label));
}

/** The image worker as far as the store sees it: objects are areas that a threshold leaves. */
export function fakeImageClient(control: ImageControl): Services['image'] {
  const objects = new Map<string, Map<number, number>[]>();
  const held = new Set<string>();
  /** Objects that came from files. */
  const shown = new Map<string, LabelImage>();
  control.killImage = () => {
    objects.clear();
    held.clear();
    control.onReplaced('image');
  };
  const history = (imageId: string): Map<number, number>[] => objects.get(imageId) ?? [];
  /** As in the worker, deleted objects stay away; here they are known again by their areas. */
  const extract = (imageId: string, areas: readonly number[]): void => {
    const steps = [new Map(areas.map((area, index) => [index + 1, area]))];
    const former = history(imageId);
    for (let index = 0; index + 1 < former.length; index++) {
      const gone = new Set(former[index]?.values());
      for (const area of former[index + 1]?.values() ?? []) gone.delete(area);
      const kept = [...(steps.at(-1) ?? [])].filter(([, area]) => !gone.has(area));
      steps.push(new Map(kept));
    }
    objects.set(imageId, steps);
  };
  const answer = (imageId: string): InstanceResult => {
    const maps = history(imageId);
    const deletions = maps.slice(1).map((map, step) => missingIn(map, maps[step] ?? map));
    return fakeResult(maps.at(-1) ?? new Map(), deletions);
  };
  const without = (imageId: string, labels: readonly number[]): void => {
    const kept = new Map(history(imageId).at(-1));
    for (const label of labels) kept.delete(label);
    objects.set(imageId, [...history(imageId), kept]);
  };
  const showLabels = (imageId: string, labels: LabelImage): void => {
    const areas = new Map<number, number>();
    for (const label of labels.data) if (label) areas.set(label, (areas.get(label) ?? 0) + 1);
    shown.set(imageId, { ...labels, data: labels.data.slice() });
    objects.set(imageId, [areas]);
  };
  const note = (name: keyof ImageApi, imageId: string): void => {
    control.log.push(`${name} ${imageId}`);
    if (name === 'addImage') held.add(imageId);
    else if (!held.has(imageId)) throw new AppError('not-found', 'The image is not open.');
    if (control.failing.has(name)) throw new AppError('internal', `${name} failed.`);
  };
  const notFaked = (): never => {
    throw new AppError('internal', 'Not faked: the store never calls this.');
  };
  return {
    addImage: async ({ imageId }) => {
      note('addImage', imageId);
      return [fakeChannel()];
    },
    removeImage: async ({ imageId }) => {
      note('removeImage', imageId);
      return null;
    },
    extractInstances: async ({ imageId, settings }) => {
      note('extractInstances', imageId);
      await control.extractGate.pass();
      shown.delete(imageId);
      extract(imageId, fakeAreas(settings.threshold, settings.minimumSizePx));
      return answer(imageId);
    },
    deleteObjects: async ({ imageId, labels }) => {
      note('deleteObjects', imageId);
      if (labels.length === 0) return answer(imageId);
      without(imageId, labels);
      return answer(imageId);
    },
    undoDelete: async ({ imageId }) => {
      note('undoDelete', imageId);
      objects.set(imageId, history(imageId).slice(0, -1));
      return answer(imageId);
    },
    readPrediction: async ({ imageId }) => {
      note('readPrediction', imageId);
      const labels = shown.get(imageId);
      if (labels) return { map: mapFromLabels(labels), regions: null };
      return { map: { width: 8, height: 4, data: new Uint16Array(32) }, regions: null };
    },
    restorePrediction: async ({ imageId, map, holdsLabels, settings, deletions }) => {
      note('restorePrediction', imageId);
      if (holdsLabels) {
        showLabels(imageId, labelsFromMap(map, fakeImage().height));
        for (const labels of deletions) without(imageId, labels);
        return answer(imageId);
      }
      shown.delete(imageId);
      const areas = fakeAreas(settings.threshold, settings.minimumSizePx);
      objects.set(imageId, [new Map(areas.map((area, index) => [index + 1, area]))]);
      for (const labels of deletions) without(imageId, labels);
      return answer(imageId);
    },
    readLabels: async ({ imageId }) => {
      note('readLabels', imageId);
      return { labels: fakeLabels(), regions: null };
    },
    labelsFromImage: async ({ image, reading }) => readLabelImage(image, reading),
    showLabels: async ({ imageId, labels }) => {
      note('showLabels', imageId);
      showLabels(imageId, labels);
      return answer(imageId);
    },
    clearPrediction: async ({ imageId }) => {
      note('clearPrediction', imageId);
      objects.delete(imageId);
      shown.delete(imageId);
      return null;
    },
    exportPlane: async ({ imageId, isMapWanted }) => {
      note('exportPlane', imageId);
      const { objects: table } = answer(imageId);
      const map = { width: 8, height: 4, data: new Uint16Array(32) };
      return { labels: fakeLabels(), objects: table, map: isMapWanted ? map : null };
    },
    exportAnnotation: async ({ imageId, annotation }) => {
      note('exportAnnotation', imageId);
      const areas = new Map([...new Set(annotation.data)].map((label) => [label, 1]));
      return { labels: annotation, objects: fakeResult(areas, []).objects, map: null };
    },
    readShownRows: async ({ imageId, rows }) => {
      note('readShownRows', imageId);
      return new Uint8Array(3 * 8 * rows.rowCount);
    },
    readTrainingData: async ({ imageId, annotation }) => {
      note('readTrainingData', imageId);
      const { width, height } = annotation;
      return { width, height, pixels: new Float32Array(width * height), annotation };
    },
    readImage: () => Promise.resolve(fakeImage()),
    readTile: notFaked,
    beginPrediction: notFaked,
    readWindow: notFaked,
    writeWindow: notFaked,
    endPrediction: notFaked,
    evaluate: notFaked,
    compareWithTruth: async ({ imageId, iouThreshold }) => {
      note('compareWithTruth', imageId);
      return { comparison: fakeComparison(), wrong: iouThreshold === null ? [] : FAKE_WRONG };
    },
    compareAt: async ({ imageId }) => {
      note('compareAt', imageId);
      return FAKE_WRONG.slice(1);
    },
    forgetComparison: async () => null,
    evaluationCsv: async ({ rows }) =>
      new TextEncoder().encode(rows.map(({ image }) => image).join('\n')),
  };
}
