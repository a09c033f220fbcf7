import type { TiffPlane, TiffStack } from '#formats/tiff/writing/tiffPlane.ts';

/** Planes in the order in which ImageJ counts them, slices fastest. */
export interface StackOrder {
  readonly planes: readonly TiffPlane[];
  /** Slices and time points; `null` where planes are missing among them. */
  readonly axes: { readonly slices: number; readonly frames: number } | null;
}

/** Sorts planes by time and slice, and says whether they fill a stack of both. */
export function orderStack(planes: readonly TiffPlane[]): StackOrder {
  const sorted = planes.toSorted(
    ({ place: a }, { place: b }) => a.t - b.t || a.z - b.z || a.pageIndex - b.pageIndex,
  );
  const slices = new Set(planes.map(({ place }) => place.z)).size;
  const frames = new Set(planes.map(({ place }) => place.t)).size;
  const places = new Set(planes.map(({ place }) => `${place.t}/${place.z}`)).size;
  const isWhole = slices * frames === planes.length && places === planes.length;
  return { planes: sorted, axes: isWhole ? { slices, frames } : null };
}

/**
 * ImageJ's description of a stack; `min` and `max` are the display range. ImageJ wants all planes of
 * one size, which those of an image are.
 *
 * Source: ImageJ, `ij.io.FileSaver.getDescriptionString`.
 */
export function describeStack(
  { displayMax, pixelSizeUm }: Pick<TiffStack, 'displayMax' | 'pixelSizeUm'>,
  { planes, axes }: StackOrder,
): string {
  const count = planes.length;
  const { slices, frames } = axes ?? { slices: count, frames: 1 };
  const lines = [
    'ImageJ=1.53t',
    ...(count > 1 ? [`images=${count}`] : []),
    ...(slices > 1 ? [`slices=${slices}`] : []),
    ...(frames > 1 ? [`frames=${frames}`] : []),
    ...(count > 1 && axes ? ['hyperstack=true'] : []),
    ...(pixelSizeUm === null ? [] : ['unit=micron']),
    ...(count > 1 ? ['loop=false'] : []),
    'min=0.0',
    `max=${displayMax.toFixed(1)}`,
    '',
  ];
  return lines.join('\n');
}
