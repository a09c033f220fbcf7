import { readTruthLabels } from '#domain/segmentation/truthLabels.ts';
import { parseRecipe } from '#formats/recipe/parseRecipe.ts';
import { AppError } from '#lib/errors.ts';
import type { EngineStatus, PredictRequest, Services } from '#store/services.ts';
import { fakeAnnotation } from '#testing/fakeAnnotation.ts';
import { fakeChannel, fakeImage, fakeLabelFile, fakeLabels } from '#testing/fakeImages.ts';
import { type FakeOffline, fakeOffline } from '#testing/fakeOffline.ts';
import { fakeStorage } from '#testing/fakeStorage.ts';
import { type FakeTraining, fakeSampling, fakeTraining } from '#testing/fakeTraining.ts';
import { Gate } from '#testing/gate.ts';
import type { ImageApi, InstanceResult } from '#workers/imageApi.ts';

/** What a test sees of the fakes and can change about them. */
export interface FakeControl {
  /** Names of the calls in order, with the image they were for. */
  readonly log: string[];
  readonly decodeGate: Gate;
  readonly predictGate: Gate;
  readonly extractGate: Gate;
  readonly estimateGate: Gate;
  readonly annotationGate: Gate;
  readonly saved: { readonly fileName: string; readonly bytes: Uint8Array }[];
  readonly predictions: PredictRequest[];
  readonly training: FakeTraining;
  readonly offline: FakeOffline;
  /** Texts put on the clipboard. */
  readonly copied: string[];
  /** Calls with these names throw. */
  readonly failing: Set<string>;
  estimateSeconds: number | null;
  setEngine: (status: EngineStatus) => void;
}

/**
 * A file whose text decides how `decode` fares: `bad…` is refused, `labels…` is a label image (see
 * `fakeLabelFile`), all else is an 8 × 4 image.
 */
export function fakeFile(name: string, text = 'good'): File {
  return new File([text], name);
}

/** Services that answer from memory, and the control over them. */
export function fakeServices(): { readonly services: Services; readonly control: FakeControl } {
  const control = createControl();
  const listeners = new Set<(status: EngineStatus) => void>();
  control.setEngine = (status) => {
    for (const listener of listeners) listener(status);
  };
  const services: Services = {
    decode: async (file, fileName, pageIndex, signal) => {
      control.log.push(`decode ${fileName}`);
      await control.decodeGate.pass();
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
      if ((await file.text()).startsWith('bad')) {
        throw new AppError('corrupt-file', 'The file ends early. Save it again.');
      }
      if ((await file.text()).startsWith('labels')) return fakeLabelFile(await file.text());
      return { ...fakeImage(), pageIndex, pageCount: fileName.endsWith('.tif') ? 3 : 1 };
    },
    image: fakeImageClient(control),
    annotation: fakeAnnotation(control),
    engine: {
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      warmUp: () => Promise.resolve(),
      predict: (request) => fakePredict(control, request),
      estimateSeconds: async () => {
        await control.estimateGate.pass();
        return control.estimateSeconds;
      },
    },
    ...fakeStorage(),
    training: control.training.service,
    startSampling: () => fakeSampling(control),
    readRecipe: async (text) => parseRecipe(text),
    copyText: async (text) => {
      if (control.failing.has('copyText')) return false;
      control.copied.push(text);
      return true;
    },
    saveFile: (fileName, bytes) => control.saved.push({ fileName, bytes }),
    samples: [
      { id: 'sample-nuclei', title: 'Sample nuclei', modelId: 'nuclei' },
      { id: 'sample-membranes', title: 'Sample membranes', modelId: 'em-membranes' },
    ],
    makeSample: () => Promise.resolve(fakeImage()),
    offline: control.offline.service,
  };
  return { services, control };
}

function createControl(): FakeControl {
  return {
    log: [],
    decodeGate: new Gate(),
    predictGate: new Gate(),
    extractGate: new Gate(),
    estimateGate: new Gate(),
    annotationGate: new Gate(),
    saved: [],
    predictions: [],
    failing: new Set(),
    training: fakeTraining(),
    offline: fakeOffline(),
    copied: [],
    estimateSeconds: null,
    setEngine: () => undefined,
  };
}

async function fakePredict(control: FakeControl, request: PredictRequest) {
  control.predictions.push(request);
  control.log.push(`predict ${request.imageId}`);
  const tileCount = 4;
  for (let tilesDone = 0; tilesDone <= tileCount; tilesDone++) {
    await control.predictGate.pass();
    if (request.signal.aborted) throw new AppError('cancelled', 'Cancelled.');
    if (control.failing.has(`predict ${request.imageId}`)) {
      throw new AppError('out-of-memory', 'The GPU ran out of memory. Choose a smaller scale.');
    }
    request.onProgress({
      phase: 'predicting',
      tilesDone,
      tileCount,
      secondsLeft: tilesDone || null,
    });
    request.onTile({ x: 0, y: 0, width: 2, height: 4 });
  }
  return { backend: 'wasm' as const, adapter: 'fake', tileCount, inferenceMs: 1 };
}

/** Areas 10, 20, … 100; the higher the threshold, the fewer remain. */
function fakeAreas(threshold: number, minimumSizePx: number): number[] {
  const count = Math.round((1 - threshold) * 10);
  const areas = Array.from({ length: count }, (_, index) => 10 * (index + 1));
  return areas.filter((area) => area >= minimumSizePx);
}

function fakeResult(areas: ReadonlyMap<number, number>, canUndoDelete: boolean): InstanceResult {
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
    canUndoDelete,
    deletions: canUndoDelete ? [[0]] : [],
    ms: { instances: 1, measure: 1 },
  };
}

function fakeImageClient(control: FakeControl): Services['image'] {
  const objects = new Map<string, Map<number, number>[]>();
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
  const answer = (imageId: string): InstanceResult =>
    fakeResult(history(imageId).at(-1) ?? new Map(), history(imageId).length > 1);
  const note = (name: keyof ImageApi, imageId: string): void => {
    control.log.push(`${name} ${imageId}`);
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
      extract(imageId, fakeAreas(settings.threshold, settings.minimumSizePx));
      return answer(imageId);
    },
    deleteObjects: async ({ imageId, labels }) => {
      note('deleteObjects', imageId);
      if (labels.length === 0) return answer(imageId);
      const kept = new Map(history(imageId).at(-1));
      for (const label of labels) kept.delete(label);
      objects.set(imageId, [...history(imageId), kept]);
      return answer(imageId);
    },
    undoDelete: async ({ imageId }) => {
      note('undoDelete', imageId);
      objects.set(imageId, history(imageId).slice(0, -1));
      return answer(imageId);
    },
    readPrediction: async ({ imageId }) => {
      note('readPrediction', imageId);
      return { map: { width: 8, height: 4, data: new Uint16Array(32) }, regions: null };
    },
    restorePrediction: async ({ imageId, settings }) => {
      note('restorePrediction', imageId);
      const areas = fakeAreas(settings.threshold, settings.minimumSizePx);
      objects.set(imageId, [new Map(areas.map((area, index) => [index + 1, area]))]);
      return answer(imageId);
    },
    readLabels: async ({ imageId }) => {
      note('readLabels', imageId);
      return { labels: fakeLabels(), regions: null };
    },
    encodeAnnotation: async ({ labels }) =>
      new TextEncoder().encode(`annotation of ${new Set(labels.data).size} values`),
    labelsFromImage: async ({ image }) => readTruthLabels(image, 'auto'),
    exportResult: async ({ imageId, kind }) => {
      note('exportResult', imageId);
      return new TextEncoder().encode(`${kind} of ${answer(imageId).objects.rowCount} objects`);
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
  };
}
