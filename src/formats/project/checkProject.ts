import { seriesBytes, seriesPageCount } from '#domain/image/imageSeries.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ProjectImage } from '#domain/project/project.ts';
import {
  modelFolder,
  type PackedParts,
  type PackedProject,
} from '#formats/project/packedProject.ts';
import { corruptFile } from '#formats/refusals.ts';

/**
 * Refuses a project whose entries are well formed each, but do not fit together: ids used twice or
 * of nothing, rectangles outside of their image, pages that are not there, one file for two things.
 *
 * @throws AppError `corrupt-file` that names the entry
 */
export function checkProject({ facts, images, parts, modelIds }: PackedProject): void {
  expectUnique('image id', facts.imageIds);
  expectUnique('model id', modelIds);
  expectSame(
    'image',
    facts.imageIds,
    images.map(({ id }) => id),
  );
  expectSame(
    'part',
    facts.imageIds,
    parts.map(({ imageId }) => imageId),
  );
  const { currentImageId } = facts;
  if (currentImageId !== null && !facts.imageIds.includes(currentImageId)) {
    throw bad(`the current image ${currentImageId} is none of its images`);
  }
  for (const [i, image] of images.entries()) checkImage(image, parts[i] as PackedParts);
  expectUnique('path', [...parts.flatMap(pathsOf), ...modelIds.map(modelFolder)]);
}

/** @throws AppError `corrupt-file` when regions or deletions of a prediction lie outside its page */
export function checkPrediction(image: ProjectImage, pageIndex: number, size: Size): void {
  const prediction = image.predictions.find((found) => found.pageIndex === pageIndex);
  for (const region of prediction?.regions ?? []) expectInside('a region', region, size);
  const pixelCount = size.width * size.height;
  if (prediction?.deletions.flat().some((pixel) => pixel >= pixelCount)) {
    throw bad(`a deletion lies outside of the ${size.width} × ${size.height} px of ${image.id}`);
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function checkImage(image: ProjectImage, { maps, annotations }: PackedParts): void {
  const { id, info, display, input, rectangle, predictions } = image;
  const channelCount = info.channelNames.length;
  if (display.length !== channelCount) {
    throw bad(`${id} has ${channelCount} channels, but display settings for ${display.length}`);
  }
  expectUnique(`channel of ${id}`, input.channels.map(String));
  if (input.channels.some((channel) => channel >= channelCount)) {
    throw bad(`${id} has ${channelCount} channels, but the network is given another`);
  }
  if (rectangle) expectInside(`the rectangle of ${id}`, rectangle, info);
  const pages = [info, image, ...predictions, ...annotations].map(({ pageIndex }) => pageIndex);
  const outside = pages.find((pageIndex) => pageIndex >= info.pageCount);
  if (outside !== undefined) {
    throw bad(`${id} has ${info.pageCount} pages, but something belongs to page ${outside + 1}`);
  }
  checkPages(image);
  expectUnique(`predicted page of ${id}`, predictions.map(pageOf));
  expectUnique(`annotated page of ${id}`, annotations.map(pageOf));
  expectSame(`probability map of ${id}`, predictions.map(pageOf), maps.map(pageOf));
}

/** Axes and files of a series have as many pages as the image. */
function checkPages({ id, info, series, file }: ProjectImage): void {
  const { stack, pageCount } = info;
  if (stack && stack.sizeZ * stack.sizeT !== pageCount) {
    throw bad(`${id} has ${pageCount} pages, but ${stack.sizeZ} slices × ${stack.sizeT} times`);
  }
  if (!series) return;
  const { files, places } = series;
  const isElsewhere = places.some((place, i) => i % 2 === 0 && place >= files.length);
  if (seriesPageCount(series) !== pageCount || places.length % 2 !== 0 || isElsewhere) {
    throw bad(`the files of ${id} do not make up its ${pageCount} pages`);
  }
  if (file && file.byteLength !== seriesBytes(series)) {
    throw bad(`the files of ${id} are not as long as their copy`);
  }
}

function expectInside(what: string, { x, y, width, height }: Rectangle, size: Size): void {
  if (x + width <= size.width && y + height <= size.height) return;
  throw bad(`${what} reaches out of its ${size.width} × ${size.height} px`);
}

function expectUnique(what: string, values: readonly string[]): void {
  if (new Set(values).size === values.length) return;
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  throw bad(`the ${what} ${twice?.slice(0, 100)} is there twice`);
}

function expectSame(what: string, wanted: readonly string[], found: readonly string[]): void {
  const at = wanted.findIndex((value, i) => found[i] !== value);
  if (at >= 0) throw bad(`the ${what} ${wanted[at]} is missing or in another place`);
  if (found.length > wanted.length) throw bad(`the ${what} ${found[wanted.length]} is of nothing`);
}

function pageOf({ pageIndex }: { readonly pageIndex: number }): string {
  return String(pageIndex);
}

function pathsOf({ pixels, maps, annotations }: PackedParts): string[] {
  const pages = [...maps, ...annotations].map(({ path }) => path);
  return pixels ? [pixels.path, ...pages] : pages;
}

function bad(what: string): Error {
  return corruptFile(`The project contradicts itself: ${what}.`);
}
