import type { ProjectImage } from '#domain/project/project.ts';
import type { ProjectParts } from '#domain/project/projectParts.ts';
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
import { AppError } from '#lib/errors.ts';
import { asciiFileName } from '#lib/safeFileName.ts';

/**
 * Writes a whole project as one ZIP file: every byte of its images, maps, annotations with their
 * histories, and models, each with its SHA-256. Parts are read as they are written, so that a project
 * of gigabytes needs the memory of its largest part. `docs/project-format.md` describes the file.
 *
 * @param sink takes the file's bytes in order
 * @param onProgress shares of the bytes written, 0…1
 * @throws AppError `too-large` before anything is written when it would pass 4 GiB; whatever `parts`
 *   and `sink` throw, the file is of no use then
 */
export async function writeProjectZip(
  parts: ProjectParts,
  sink: ByteSink,
  onProgress: (fraction: number) => void = () => {},
): Promise<void> {
  if (parts.byteLength > MAX_ZIP_BYTES) throw tooLarge(parts.byteLength);
  let written = 0;
  const counting: ByteSink = (bytes) => {
    written += bytes.length;
    onProgress(Math.min(1, written / Math.max(1, parts.byteLength)));
    return sink(bytes);
  };
  const zip = new ProjectZip(new ZipWriter(counting, new Date(parts.facts.changedAt)));
  const packed: PackedParts[] = [];
  for (const [i, image] of parts.images.entries()) {
    packed.push(await writeImage(zip, parts, image, i + 1));
  }
  for (const modelId of parts.modelIds) await writeModel(zip, parts, modelId);
  const { facts, images, modelIds } = parts;
  await writeFacts(zip, { facts, images, parts: packed, modelIds });
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
  image: ProjectImage,
  number: number,
): Promise<PackedParts> {
  const { id, predictions } = image;
  const pixels = await writePixels(zip, parts, image, number);
  const maps: PackedPage[] = [];
  for (const { pageIndex } of predictions) {
    const map = await parts.readMap(id, pageIndex);
    const path = `predictions/${number}-page${pageIndex + 1}.map`;
    maps.push({ pageIndex, path: await zip.add(path, writeMap(map)) });
  }
  const annotations: PackedPage[] = [];
  for (const pageIndex of parts.annotatedPages.get(id) ?? []) {
    const stored = await parts.readAnnotation(id, pageIndex);
    const path = `annotations/${number}-page${pageIndex + 1}.annotation`;
    annotations.push({ pageIndex, path: await zip.add(path, writeAnnotation(stored)) });
  }
  return { imageId: id, pixels, maps, annotations };
}

async function writePixels(
  zip: ProjectZip,
  parts: ProjectParts,
  { id, name }: ProjectImage,
  number: number,
): Promise<PackedParts['pixels']> {
  const source = await parts.readSource(id);
  if (!source) return null;
  if (source.kind === 'planes') {
    const path = `images/${number}.planes`;
    return { kind: 'planes', path: await zip.add(path, writePlanes(source.image)) };
  }
  // Most image files are compressed already; and what is stored can be read by slices.
  const path = `images/${number}-${asciiFileName(name)}`;
  return { kind: 'file', path: await zip.add(path, piecesOf(source.file), false) };
}

async function writeModel(zip: ProjectZip, parts: ProjectParts, modelId: string): Promise<void> {
  const files = writeModelFiles(await parts.readModel(modelId));
  for (const name of [MODEL_FILE_NAME, WEIGHTS_FILE_NAME, CARD_FILE_NAME]) {
    const bytes = files.get(name) as Uint8Array;
    await zip.add(`${modelFolder(modelId)}${name}`, [bytes], name !== WEIGHTS_FILE_NAME);
  }
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
