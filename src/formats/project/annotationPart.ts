import * as v from 'valibot';
import type { StoredAnnotation } from '#domain/annotation/annotationLog.ts';
import { MAX_OBJECT_LABEL } from '#domain/annotation/annotationValues.ts';
import { checkStoredAnnotation } from '#domain/annotation/checkStoredAnnotation.ts';
import type { EditStep } from '#domain/annotation/history/editStep.ts';
import { checkPageClaim } from '#formats/imageLimits.ts';
import { count, list } from '#formats/modelfile/cardParts.ts';
import { binaryPart, readHeader } from '#formats/project/binaryPart.ts';
import { sizeSchema } from '#formats/project/imageSchema.ts';
import type { PartReader } from '#formats/project/partReader.ts';
import { expectBytes } from '#formats/project/pixelParts.ts';

const MAX_HEADER_BYTES = 256 * 2 ** 20;
const MAX_STEPS = 1_000_000;

const label = count(1, MAX_OBJECT_LABEL);
const nextLabel = count(1, MAX_OBJECT_LABEL + 1);
const classIndex = count(1, 65_535);
const stepId = count(1, Number.MAX_SAFE_INTEGER);
const entryCount = count(0, Number.MAX_SAFE_INTEGER);
const edge = count(0, 144_000_000);

const stepSchema = v.strictObject({
  id: stepId,
  title: v.pipe(v.string(), v.maxLength(1000)),
  label: v.nullable(count(0, MAX_OBJECT_LABEL + 1)),
  classChanges: list(v.strictObject({ label, before: classIndex, after: classIndex }), MAX_STEPS),
  nextLabelBefore: nextLabel,
  nextLabelAfter: nextLabel,
  changed: v.nullable(v.strictObject({ x: edge, y: edge, width: sizeSchema, height: sizeSchema })),
  /** Length of each chunk of its journal; they follow the pixels, in the order of the steps. */
  chunkBytes: list(count(1, 2 ** 30), MAX_STEPS),
});

const headerSchema = v.strictObject({
  width: sizeSchema,
  height: sizeSchema,
  /** False = every pixel unannotated; else 32-bit values follow the header. */
  hasLabels: v.boolean(),
  classes: list(v.tuple([label, classIndex]), 100_000_000),
  nextLabel,
  version: entryCount,
  log: list(v.tuple([v.picklist(['do', 'undo', 'redo']), stepId]), MAX_STEPS),
  history: v.strictObject({
    done: list(stepId, MAX_STEPS),
    undone: list(stepId, MAX_STEPS),
    droppedSteps: entryCount,
  }),
  steps: list(stepSchema, MAX_STEPS),
});

type Header = v.InferOutput<typeof headerSchema>;

/** An annotation with its history: a header, the pixels of its base, the journals of its steps. */
export function writeAnnotation(stored: StoredAnnotation): Iterable<Uint8Array> {
  const { width, height, base, log, history, steps } = stored;
  const header: Header = {
    width,
    height,
    hasLabels: base.labels !== null,
    classes: [...base.classes],
    nextLabel: base.nextLabel,
    version: base.version,
    log: log.map((mark) => [mark.kind, mark.stepId]),
    history: { ...history, done: [...history.done], undone: [...history.undone] },
    steps: [...steps].map(([id, { journal, classChanges, changed, ...step }]) => ({
      id,
      title: step.title,
      label: step.label,
      classChanges: [...classChanges],
      nextLabelBefore: step.nextLabelBefore,
      nextLabelAfter: step.nextLabelAfter,
      changed,
      chunkBytes: journal.chunks.map(({ length }) => length),
    })),
  };
  const pixels = base.labels ? [base.labels.data] : [];
  return binaryPart(header, [...pixels, ...[...steps.values()].flatMap((s) => s.journal.chunks)]);
}

/**
 * @throws AppError `corrupt-file`, also when the steps do not fit the pixels, `too-large`
 */
export async function readAnnotation(reader: PartReader): Promise<StoredAnnotation> {
  const header = await readHeader(reader, headerSchema, MAX_HEADER_BYTES);
  const { width, height, hasLabels, classes, log, history } = header;
  checkPageClaim({ width, height, channelCount: 1, bytesPerSample: 4 });
  const chunkBytes = header.steps.flatMap((step) => step.chunkBytes);
  const journalBytes = chunkBytes.reduce((sum, bytes) => sum + bytes, 0);
  expectBytes(reader, (hasLabels ? width * height * 4 : 0) + journalBytes);
  const labels = hasLabels ? { width, height, data: new Uint32Array(width * height) } : null;
  if (labels) await reader.fill(new Uint8Array(labels.data.buffer));
  const steps = new Map<number, EditStep>();
  for (const step of header.steps) steps.set(step.id, await readStep(reader, step));
  await reader.finish();
  const stored: StoredAnnotation = {
    width,
    height,
    base: {
      labels,
      classes: new Map(classes),
      nextLabel: header.nextLabel,
      version: header.version,
    },
    log: log.map(([kind, id]) => ({ kind, stepId: id })),
    history,
    steps,
  };
  checkStoredAnnotation(stored);
  return stored;
}

async function readStep(
  reader: PartReader,
  { id: _id, chunkBytes, ...step }: Header['steps'][number],
): Promise<EditStep> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (const length of chunkBytes) {
    const chunk = new Uint8Array(length);
    await reader.fill(chunk);
    chunks.push(chunk);
  }
  const sizeBytes = chunkBytes.reduce((sum, length) => sum + length, 0);
  return { ...step, journal: { chunks, sizeBytes } };
}
