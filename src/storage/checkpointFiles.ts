import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { TrainingCheckpoint } from '#domain/training/trainingCheckpoint.ts';
import type { FileStore, StoredFile } from '#storage/backend/fileStore.ts';
import { readStoredFile } from '#storage/backend/readStoredFile.ts';
import type { ImageRecord, StateRecord } from '#storage/checkpointRecord.ts';
import type { CheckpointImage } from '#storage/checkpointStore.ts';
import { cutPlanes } from '#storage/cutPlanes.ts';

/** What stands for a run in errors. */
const WHAT = 'The unfinished training';

/** Files to be written, by name; `add` gives what a row says of one. */
export class FileBatch {
  readonly files = new Map<string, readonly ArrayBufferView<ArrayBuffer>[]>();
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Names are never used twice, so a file that a row points to is never written over. */
  add(kind: string, parts: readonly ArrayBufferView<ArrayBuffer>[]): StoredFile {
    const name = `${this.#prefix}-${kind}-${crypto.randomUUID()}`;
    this.files.set(name, parts);
    return { name, byteLength: parts.reduce((sum, part) => sum + part.byteLength, 0) };
  }
}

/** The row of an image, its pixels and labels put into the batch. */
export function imageToRecord(
  { image, annotation, ...facts }: CheckpointImage,
  batch: FileBatch,
): ImageRecord {
  const { channels, ...imageFacts } = image;
  return {
    ...facts,
    image: imageFacts,
    pixels: batch.add('pixels', channels),
    labels: batch.add('labels', [annotation.labels.data]),
    classes: annotation.classes,
  };
}

/** The image back from its row and files. @throws AppError `corrupt-file` */
export async function imageFromRecord(
  { image: imageFacts, pixels, labels, classes, ...facts }: ImageRecord,
  files: FileStore,
): Promise<CheckpointImage> {
  const { width, height } = imageFacts;
  const pixelBytes = await readStoredFile(files, pixels, WHAT);
  const labelBytes = await readStoredFile(files, labels, WHAT);
  const image: DecodedImage = { ...imageFacts, channels: cutPlanes(imageFacts, pixelBytes) };
  const data = new Uint32Array(labelBytes);
  return { ...facts, image, annotation: { labels: { width, height, data }, classes } };
}

/** The row of a checkpoint; the best weights go into a file only when they are new. */
export function stateToRecord(
  { state, best, history, ...facts }: TrainingCheckpoint,
  former: StateRecord | null,
  batch: FileBatch,
): StateRecord {
  const { weights, optimizer } = state;
  const keptBest = former?.best?.iteration === best?.iteration ? former?.best : undefined;
  return {
    ...facts,
    losses: Float64Array.from(history.loss.flat()),
    validation: history.validation,
    state: batch.add('state', [weights, ...optimizer.slots]),
    optimizerSteps: optimizer.steps,
    slotCount: optimizer.slots.length,
    best:
      best &&
      (keptBest ?? { iteration: best.iteration, weights: batch.add('best', [best.weights]) }),
  };
}

/** The checkpoint back from its row and files. @throws AppError `corrupt-file` */
export async function stateFromRecord(
  { state, losses, validation, optimizerSteps, slotCount, best, ...facts }: StateRecord,
  files: FileStore,
): Promise<TrainingCheckpoint> {
  const bytes = await readStoredFile(files, state, WHAT);
  const length = state.byteLength / Float32Array.BYTES_PER_ELEMENT / (1 + slotCount);
  const [weights = new Float32Array(), ...slots] = Array.from({ length: 1 + slotCount }, (_, i) =>
    new Float32Array(bytes, i * length * Float32Array.BYTES_PER_ELEMENT, length).slice(),
  );
  return {
    ...facts,
    history: { loss: pairsOf(losses), validation },
    state: { weights, optimizer: { steps: optimizerSteps, slots } },
    best: best && { iteration: best.iteration, weights: await readFloats(files, best.weights) },
  };
}

/** A file of 32-bit floats. @throws AppError `corrupt-file` */
export async function readFloats(
  files: FileStore,
  file: StoredFile,
): Promise<Float32Array<ArrayBuffer>> {
  return new Float32Array(await readStoredFile(files, file, WHAT));
}

function pairsOf(flat: Float64Array): readonly (readonly [number, number])[] {
  return Array.from({ length: flat.length / 2 }, (_, i) => [
    flat[2 * i] as number,
    flat[2 * i + 1] as number,
  ]);
}
