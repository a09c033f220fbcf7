import type { ProjectImage } from '#domain/project/project.ts';
import type { LeftOutPart, ProjectParts } from '#domain/project/projectParts.ts';
import { CARD_FILE_NAME, MODEL_FILE_NAME, writeModelFiles } from '#formats/modelfile/modelFiles.ts';
import { WEIGHTS_FILE_NAME } from '#formats/modelfile/writeTfjsLayers.ts';
import { writeAnnotation } from '#formats/project/annotationPart.ts';
import {
  CHECKSUMS_FILE,
  modelFolder,
  type PackedPage,
  type PackedParts,
  type PackedProject,
  PROJECT_FILE,
  PROJECT_FORMAT,
} from '#formats/project/packedProject.ts';
import { parseProject } from '#formats/project/parseProject.ts';
import { writeMap, writePlanes } from '#formats/project/pixelParts.ts';
import { piecesOf } from '#formats/zip/unpackEntry.ts';
import { type ByteSink, MAX_ZIP_BYTES, ZipWriter } from '#formats/zip/zipWriter.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import { asciiFileName } from '#lib/safeFileName.ts';

/**
 * Writes a whole project as one ZIP file: every byte of its images, maps, annotations with their
 * histories, and models, each with its SHA-256. Parts are read as they are written, so that a project
 * of gigabytes needs the memory of its largest part. `docs/project-format.md` describes the file.
 * A part that is damaged or gone is left out, so that all the rest is saved.
 *
 * @param sink takes the file's bytes in order
 * @param onProgress shares of the bytes written, 0…1
 * @returns what was left out
 * @throws AppError `too-large` before anything is written when it would pass 4 GiB; whatever `parts`
 *   throw otherwise, and `sink`, the file is of no use then
 */
export async function writeProjectZip(
  parts: ProjectParts,
  sink: ByteSink,
  onProgress: (fraction: number) => void = () => {},
): Promise<readonly LeftOutPart[]> {
  if (parts.byteLength > MAX_ZIP_BYTES) throw tooLarge(parts.byteLength);
  let written = 0;
  const counting: ByteSink = (bytes) => {
    written += bytes.length;
    onProgress(Math.min(1, written / Math.max(1, parts.byteLength)));
    return sink(bytes);
  };
  const zip = new ProjectZip(new ZipWriter(counting, new Date(parts.facts.changedAt)));
  const sound = new SoundParts();
  const packed: PackedParts[] = [];
  const images: ProjectImage[] = [];
  for (const [i, image] of parts.images.entries()) {
    const written = await writeImage(zip, parts, sound, image, i + 1);
    packed.push(written);
    images.push({ ...image, predictions: image.predictions.filter(isAmong(written.maps)) });
  }
  const modelIds: string[] = [];
  for (const modelId of parts.modelIds) {
    if (await writeModel(zip, parts, sound, modelId)) modelIds.push(modelId);
  }
  await writeFacts(zip, { facts: parts.facts, images, parts: packed, modelIds });
  return sound.leftOut;
}

/** Reads parts, and notes those that cannot be read. */
class SoundParts {
  readonly leftOut: LeftOutPart[] = [];

  /** `null` for a part that is damaged or gone. @throws what else `read` throws */
  async read<T>(part: LeftOutPart, read: () => Promise<T | null>): Promise<T | null> {
    const found = await read().catch((error: unknown) => {
      if (isUnreadable(error)) return null;
      throw error;
    });
    if (found === null) this.leftOut.push(part);
    return found;
  }
}

/** The browser's own names stand for a file that was changed or taken away since it was opened. */
function isUnreadable(error: unknown): boolean {
  if (hasCode(error, 'corrupt-file') || hasCode(error, 'not-found')) return true;
  return error instanceof DOMException && /^Not(Readable|Found)Error$/.test(error.name);
}

function isAmong(pages: readonly PackedPage[]) {
  const indices = new Set(pages.map(({ pageIndex }) => pageIndex));
  return ({ pageIndex }: { readonly pageIndex: number }): boolean => indices.has(pageIndex);
}

/** A ZIP file that takes down the sum of each entry. */
class ProjectZip {
  readonly sums: Record<string, string> = {};
  readonly #zip: ZipWriter;

  constructor(zip: ZipWriter) {
    this.#zip = zip;
  }

  /** @returns the path, so that it is named once */
  async add(
    path: string,
    pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    isPacked = true,
  ): Promise<string> {
    this.sums[path] = await this.#zip.add(path, pieces, isPacked);
    return path;
  }

  async finish(): Promise<void> {
    const sums = { algorithm: 'SHA-256', entries: this.sums };
    await this.#zip.add(CHECKSUMS_FILE, [jsonBytes(sums)], true);
    await this.#zip.finish();
  }
}

async function writeImage(
  zip: ProjectZip,
  parts: ProjectParts,
  sound: SoundParts,
  image: ProjectImage,
  number: number,
): Promise<PackedParts> {
  const { id, name, predictions } = image;
  const pixels = await writePixels(zip, parts, sound, image, number);
  const maps: PackedPage[] = [];
  for (const { pageIndex } of predictions) {
    const part = { kind: 'prediction', name, pageIndex } as const;
    const map = await sound.read(part, () => parts.readMap(id, pageIndex));
    if (!map) continue;
    const path = `predictions/${number}-page${pageIndex + 1}.map`;
    maps.push({ pageIndex, path: await zip.add(path, writeMap(map)) });
  }
  const annotations: PackedPage[] = [];
  for (const pageIndex of parts.annotatedPages.get(id) ?? []) {
    const part = { kind: 'annotation', name, pageIndex } as const;
    const stored = await sound.read(part, () => parts.readAnnotation(id, pageIndex));
    if (!stored) continue;
    const path = `annotations/${number}-page${pageIndex + 1}.annotation`;
    annotations.push({ pageIndex, path: await zip.add(path, writeAnnotation(stored)) });
  }
  return { imageId: id, pixels, maps, annotations };
}

async function writePixels(
  zip: ProjectZip,
  parts: ProjectParts,
  sound: SoundParts,
  { id, name }: ProjectImage,
  number: number,
): Promise<PackedParts['pixels']> {
  const source = await sound.read({ kind: 'pixels', name, pageIndex: null }, async () => {
    const found = await parts.readSource(id);
    // One byte tells whether the file can be read still; an entry that has begun must be ended.
    if (found?.kind === 'file') await found.file.slice(0, 1).arrayBuffer();
    return found;
  });
  if (!source) return null;
  if (source.kind === 'planes') {
    const path = `images/${number}.planes`;
    return { kind: 'planes', path: await zip.add(path, writePlanes(source.image)) };
  }
  // Most image files are compressed already; and what is stored can be read by slices.
  const path = `images/${number}-${asciiFileName(name)}`;
  return { kind: 'file', path: await zip.add(path, piecesOf(source.file), false) };
}

async function writeModel(
  zip: ProjectZip,
  parts: ProjectParts,
  sound: SoundParts,
  modelId: string,
): Promise<boolean> {
  const part = { kind: 'model', name: modelId, pageIndex: null } as const;
  const model = await sound.read(part, () => parts.readModel(modelId));
  if (!model) return false;
  const files = writeModelFiles(model);
  for (const name of [MODEL_FILE_NAME, WEIGHTS_FILE_NAME, CARD_FILE_NAME]) {
    const bytes = files.get(name) as Uint8Array;
    await zip.add(`${modelFolder(modelId)}${name}`, [bytes], name !== WEIGHTS_FILE_NAME);
  }
  return true;
}

async function writeFacts(zip: ProjectZip, project: PackedProject): Promise<void> {
  const bytes = jsonBytes({ format: PROJECT_FORMAT, ...project });
  // A file that could not be opened again would be found out when it is needed.
  parseProject(bytes);
  await zip.add(PROJECT_FILE, [bytes]);
  await zip.finish();
}

function jsonBytes(json: object): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${JSON.stringify(json, null, 1)}\n`);
}

function tooLarge(byteLength: number): AppError {
  return new AppError(
    'too-large',
    `The project takes ${(byteLength / 2 ** 30).toFixed(1)} GiB; a ZIP file holds less than 4. Duplicate the project, and leave half of the images in each.`,
  );
}
