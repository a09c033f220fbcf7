import type { ImageEntry, ImageInfo } from '#store/slices/imagesSlice.ts';
import type { ImageResult } from '#store/slices/resultsSlice.ts';

/** `128 objects`; always the plural, so that scripts can rely on it. */
export function objectCountText(result: ImageResult): string {
  return `${result.objects.rowCount.toLocaleString('en')} objects`;
}

/** Second line of an image in the list: what is known of it. */
export function imageDetailText(entry: ImageEntry, result: ImageResult | undefined): string {
  if (entry.status === 'loading') return 'Opening…';
  if (result) return objectCountText(result);
  return entry.info ? imageSizeText(entry.info) : '';
}

/** `1024 × 768 · 3 channels`. */
export function imageSizeText(info: ImageInfo): string {
  const parts = [`${info.width} × ${info.height}`];
  const channelCount = info.channelNames.length;
  if (info.isRgb) parts.push('RGB');
  else if (channelCount > 1) parts.push(`${channelCount} channels`);
  return parts.join(' · ');
}
