import type { FileImage } from '#domain/image/fileImage.ts';
import type { FileSet } from '#domain/series/fileSet.ts';
import { parseRecipe } from '#formats/recipe/parseRecipe.ts';
import { AppError } from '#lib/errors.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import type { EngineStatus, HoldingWorker, PredictRequest, Services } from '#store/services.ts';
import { fakeAnnotation } from '#testing/fakeAnnotation.ts';
import { type FakeBatch, fakeBatch } from '#testing/fakeBatch.ts';
import { fakeExport } from '#testing/fakeExport.ts';
import { fakeImageClient } from '#testing/fakeImageClient.ts';
import { fakeImage, fakeLabelFile } from '#testing/fakeImages.ts';
import { fakeObjectFiles } from '#testing/fakeObjectFiles.ts';
import { type FakeOffline, fakeOffline } from '#testing/fakeOffline.ts';
import type { ProjectControl } from '#testing/fakeProjects.ts';
import { fakeBackend, fakeStorage } from '#testing/fakeStorage.ts';
import { type FakeTraining, fakeSampling, fakeTraining } from '#testing/fakeTraining.ts';
import { Gate } from '#testing/gate.ts';

/** What a test sees of the fakes and can change about them. */
export interface FakeControl extends ProjectControl {
  killImage: () => void;
  killAnnotation: () => void;
  onReplaced: (worker: HoldingWorker) => void;
  /** Names of the calls in order, with the image they were for. */
  readonly log: string[];
  readonly decodeGate: Gate;
  readonly predictGate: Gate;
  readonly extractGate: Gate;
  readonly estimateGate: Gate;
  readonly annotationGate: Gate;
  readonly saved: { readonly fileName: string; readonly bytes: Uint8Array }[];
  readonly savedBlobs: { readonly fileName: string; readonly blob: Blob }[];
  readonly predictions: PredictRequest[];
  readonly training: FakeTraining;
  readonly offline: FakeOffline;
  readonly batch: FakeBatch;
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

/**
 * Services that answer from memory, and the control over them.
 *
 * @param backend storage of an earlier page, to come back to it
 */
export function fakeServices(backend: StorageBackend = fakeBackend()): {
  readonly services: Services;
  readonly control: FakeControl;
} {
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
      const fileImages = fakeFileImages(await file.text());
      if (fileImages) return { ...fakeImage(), pageIndex, pageCount: 99, fileImages };
      return { ...fakeImage(), pageIndex, pageCount: fileName.endsWith('.tif') ? 3 : 1 };
    },
    readFileSet: async (file) => fakeFileSet(await file.text()),
    image: fakeImageClient(control),
    objectFiles: fakeObjectFiles(control.log),
    annotation: fakeAnnotation(control),
    onWorkerReplaced: (listener) => {
      control.onReplaced = listener;
    },
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
    ...fakeStorage(backend, control),
    askToLast: async () => {
      control.log.push('askToLast');
      return true;
    },
    training: control.training.service,
    startSampling: () => fakeSampling(control),
    startExport: () => fakeExport(control),
    readRecipe: async (text) => parseRecipe(text),
    copyText: async (text) => {
      if (control.failing.has('copyText')) return false;
      control.copied.push(text);
      return true;
    },
    saveFile: (fileName, bytes) => {
      if (bytes instanceof Blob) control.savedBlobs.push({ fileName, blob: bytes });
      else control.saved.push({ fileName, bytes });
    },
    samples: [
      { id: 'sample-nuclei', title: 'Sample nuclei', modelId: 'nuclei' },
      { id: 'sample-membranes', title: 'Sample membranes', modelId: 'em-membranes' },
    ],
    makeSample: () => Promise.resolve(fakeImage()),
    batch: () => Promise.resolve(control.batch.services),
    offline: control.offline.service,
  };
  return { services, control };
}

/** A file whose text is `images` and JSON holds those. */
function fakeFileImages(text: string): readonly FileImage[] | null {
  return text.startsWith('images') ? JSON.parse(text.slice(6)) : null;
}

/** A file whose text is `set` and JSON says that of its set. */
function fakeFileSet(text: string): FileSet | null {
  return text.startsWith('set') ? JSON.parse(text.slice(3)) : null;
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
    savedBlobs: [],
    projectLog: [],
    saveGate: new Gate(),
    changes: [],
    killProjects: () => undefined,
    killImage: () => undefined,
    killAnnotation: () => undefined,
    onReplaced: () => undefined,
    predictions: [],
    failing: new Set(),
    training: fakeTraining(),
    offline: fakeOffline(),
    batch: fakeBatch(),
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
