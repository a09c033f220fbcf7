import type { ModelContent } from '#domain/model/modelContent.ts';
import type { ProjectImage } from '#domain/project/project.ts';
import type { ImagePixels, ProjectParts } from '#domain/project/projectParts.ts';
import { CARD_FILE_NAME, MODEL_FILE_NAME, readModelFiles } from '#formats/modelfile/modelFiles.ts';
import { WEIGHTS_FILE_NAME } from '#formats/modelfile/writeTfjsLayers.ts';
import { readAnnotation } from '#formats/project/annotationPart.ts';
import { CheckedZip } from '#formats/project/checkedZip.ts';
import { checkPrediction } from '#formats/project/checkProject.ts';
import {
  modelFolder,
  type PackedPage,
  type PackedParts,
  PROJECT_FILE,
} from '#formats/project/packedProject.ts';
import { parseProject } from '#formats/project/parseProject.ts';
import { readMap, readPlanes } from '#formats/project/pixelParts.ts';
import { corruptFile } from '#formats/refusals.ts';
import { AppError } from '#lib/errors.ts';

const MAX_JSON_BYTES = 64 * 2 ** 20;
/** 128 million weights, the most that a network may have. */
const MAX_WEIGHT_BYTES = 520 * 2 ** 20;

/**
 * A project in a ZIP file of unknown origin. Facts are read and checked whole; parts are read when
 * they are asked for, each with its checksum. Store nothing for good before every part was read.
 *
 * Every read throws AppError `corrupt-file`, naming the entry, when it is missing, is not what was
 * written, or does not fit the rest; `too-large` for images beyond the limits of all images.
 *
 * @throws AppError `corrupt-file`, `unsupported-format`, `not-found` when it is something else
 *   than a project, `too-large`, `too-new`
 */
export async function openProjectZip(file: Blob): Promise<ProjectParts> {
  const zip = await CheckedZip.open(file);
  const { parts, ...project } = parseProject(await zip.bytes(PROJECT_FILE, MAX_JSON_BYTES));
  const imageOf = new Map(project.images.map((image) => [image.id, image]));
  const partsOf = new Map(parts.map((part) => [part.imageId, part]));
  const find = (imageId: string) => {
    const found = { image: imageOf.get(imageId), part: partsOf.get(imageId) };
    if (found.image && found.part) return { image: found.image, part: found.part };
    throw new AppError('not-found', `The ZIP file holds no image ${imageId}.`);
  };
  return {
    ...project,
    annotatedPages: new Map(
      parts.map(({ imageId, annotations }) => [
        imageId,
        annotations.map(({ pageIndex }) => pageIndex),
      ]),
    ),
    byteLength: zip.byteLength,
    readSource: async (imageId) => {
      const { image, part } = find(imageId);
      return part.pixels && readPixels(zip, image, part.pixels);
    },
    readMap: async (imageId, pageIndex) => {
      const { image, part } = find(imageId);
      const map = await readMap(zip.reader(pathOf(part.maps, pageIndex)));
      checkSize(image, pageIndex, map);
      checkPrediction(image, pageIndex, map);
      return map;
    },
    readAnnotation: async (imageId, pageIndex) => {
      const { image, part } = find(imageId);
      const stored = await readAnnotation(zip.reader(pathOf(part.annotations, pageIndex)));
      checkSize(image, pageIndex, stored);
      return stored;
    },
    readModel: (modelId) => readModel(zip, modelId),
  };
}

async function readPixels(
  zip: CheckedZip,
  { id, info }: ProjectImage,
  { kind, path }: NonNullable<PackedParts['pixels']>,
): Promise<ImagePixels> {
  if (kind === 'file') return { kind, file: await zip.file(path) };
  const image = await readPlanes(zip.reader(path));
  const differing = (['width', 'height', 'pixelType'] as const).find(
    (key) => info.pageIndex === image.pageIndex && info[key] !== image[key],
  );
  if (!differing) return { kind, image };
  throw corruptFile(
    `${id} should have ${differing} ${info[differing]}, but “${path}” has ${image[differing]}.`,
  );
}

async function readModel(zip: CheckedZip, modelId: string): Promise<ModelContent> {
  const files = new Map<string, Uint8Array>();
  for (const name of [MODEL_FILE_NAME, WEIGHTS_FILE_NAME, CARD_FILE_NAME]) {
    const maxBytes = name === WEIGHTS_FILE_NAME ? MAX_WEIGHT_BYTES : MAX_JSON_BYTES;
    files.set(name, await zip.bytes(`${modelFolder(modelId)}${name}`, maxBytes));
  }
  return readModelFiles(files, modelId);
}

/** What belongs to a page that is described must have its size. */
function checkSize(
  { id, info }: ProjectImage,
  pageIndex: number,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  if (pageIndex !== info.pageIndex || (width === info.width && height === info.height)) return;
  throw corruptFile(
    `Page ${pageIndex + 1} of ${id} has ${info.width} × ${info.height} px, but what belongs to it ${width} × ${height}.`,
  );
}

function pathOf(pages: readonly PackedPage[], pageIndex: number): string {
  const page = pages.find((found) => found.pageIndex === pageIndex);
  if (page) return page.path;
  throw new AppError('not-found', `The ZIP file holds nothing of page ${pageIndex + 1}.`);
}
