import type { Rectangle } from '#domain/image/rectangle.ts';
import type { AppState } from '#store/appState.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';

/**
 * Part of an image that a run covers; `null` = all of it.
 *
 * @param visibleRegion part of the current image inside the viewer, in px
 */
export function selectRunRegion(
  state: AppState,
  imageId: string,
  visibleRegion: Rectangle | null,
): Rectangle | null {
  const entry = findEntry(state, imageId);
  if (!entry?.info) return null;
  if (state.runOptions.region === 'rectangle') return entry.rectangle;
  if (state.runOptions.region === 'view' && state.currentImageId === imageId) {
    return wholePixelsInside(visibleRegion, entry.info);
  }
  return null;
}

/** The pixels a rectangle touches inside an image; `null` when it has none or all of them. */
function wholePixelsInside(
  region: Rectangle | null,
  size: { readonly width: number; readonly height: number },
): Rectangle | null {
  if (!region) return null;
  const left = Math.max(0, Math.floor(region.x));
  const top = Math.max(0, Math.floor(region.y));
  const width = Math.min(size.width, Math.ceil(region.x + region.width)) - left;
  const height = Math.min(size.height, Math.ceil(region.y + region.height)) - top;
  if (width <= 0 || height <= 0) return null;
  if (width === size.width && height === size.height) return null;
  return { x: left, y: top, width, height };
}
