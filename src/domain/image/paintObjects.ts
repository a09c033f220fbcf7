import type { OverlayStyle } from '#domain/export/exportOptions.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { LABEL_PALETTE, labelColorIndex } from '#domain/image/labelPalette.ts';
import type { RowRange } from '#domain/image/paintShownRows.ts';

/** Outlines stand out more than fillings, as in the viewer. */
export const OUTLINE_EXTRA_OPACITY = 0.4;
/** A picture of at most this edge gets outlines of one pixel; larger ones are seen from afar. */
const EDGE_PER_OUTLINE_PX = 2000;

/**
 * Lays the objects of some rows over their picture, in the colours of the viewer.
 *
 * @param picture [rowCount, width, 3] in 8 bits; changed
 */
export function paintObjects(
  picture: Uint8Array,
  labels: LabelImage,
  { firstRow, rowCount }: RowRange,
  style: OverlayStyle,
): void {
  const { width, height, data } = labels;
  const fill = style.style === 'filled' ? style.opacity : 0;
  const outline = style.opacity === 0 ? 0 : Math.min(1, style.opacity + OUTLINE_EXTRA_OPACITY);
  const reach = Math.max(1, Math.round(Math.max(width, height) / EDGE_PER_OUTLINE_PX));
  for (let y = firstRow; y < firstRow + rowCount; y++) {
    for (let x = 0; x < width; x++) {
      const label = data[y * width + x] as number;
      if (label === 0) continue;
      const opacity = isOutline(labels, x, y, reach) ? outline : fill;
      if (opacity > 0) tint(picture, 3 * ((y - firstRow) * width + x), label, opacity);
    }
  }
}

/** True where another object or background lies at that distance. */
function isOutline({ width, height, data }: LabelImage, x: number, y: number, reach: number) {
  const row = y * width;
  const label = data[row + x];
  return (
    data[row + Math.max(0, x - reach)] !== label ||
    data[row + Math.min(width - 1, x + reach)] !== label ||
    data[Math.max(0, y - reach) * width + x] !== label ||
    data[Math.min(height - 1, y + reach) * width + x] !== label
  );
}

function tint(picture: Uint8Array, at: number, label: number, opacity: number): void {
  const color = LABEL_PALETTE[labelColorIndex(label)] ?? [1, 1, 1];
  for (let part = 0; part < 3; part++) {
    const under = picture[at + part] as number;
    picture[at + part] = Math.round(under + (255 * (color[part] as number) - under) * opacity);
  }
}
