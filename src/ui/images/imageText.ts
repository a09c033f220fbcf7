import type { ObjectTable } from '#domain/measurement/objectTable.ts';
import type { ImageEntry, ImageInfo } from '#store/slices/imagesSlice.ts';
import type { ImageResult } from '#store/slices/resultsSlice.ts';
import { imagesText } from '#text/images.ts';
import { projectText } from '#text/project.ts';

/** `128 objects`; always the plural, so that scripts can rely on it. */
export function objectCountText(objects: ObjectTable): string {
  return imagesText.objects(objects.rowCount);
}

/** Second line of an image in the list: what is known of it. */
export function imageDetailText(entry: ImageEntry, result: ImageResult | undefined): string {
  if (entry.status === 'loading') return imagesText.opening;
  if (entry.status === 'missing') return projectText.missing;
  if (result) return objectCountText(result.objects);
  return entry.info ? imageSizeText(entry.info) : '';
}

/** Names that more than one image bears: only their folders tell those apart. */
export function namesUsedTwice(images: readonly Pick<ImageEntry, 'name'>[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of images) {
    if (seen.has(name)) twice.add(name);
    seen.add(name);
  }
  return twice;
}

/** `1024 × 768 · 3 channels · 12 slices`. */
export function imageSizeText(info: ImageInfo): string {
  const parts = [imagesText.size(info.width, info.height)];
  const channelCount = info.channelNames.length;
  if (info.isRgb) parts.push(imagesText.rgb);
  else if (channelCount > 1) parts.push(imagesText.channels(channelCount));
  const { stack, pageCount } = info;
  if (pageCount > 1 && !stack) parts.push(imagesText.pages(pageCount));
  if (stack && stack.sizeZ > 1) parts.push(imagesText.slices(stack.sizeZ));
  if (stack && stack.sizeT > 1) parts.push(imagesText.timePoints(stack.sizeT));
  return parts.join(' · ');
}
