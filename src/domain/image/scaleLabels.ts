import type { LabelImage } from '#domain/image/labelImage.ts';

/**
 * A label image on another grid over the same field of view: each pixel takes the label under its
 * centre, so that no value appears which was not there. The same object when nothing changes.
 */
export function scaleLabels(labels: LabelImage, width: number, height: number): LabelImage {
  if (labels.width === width && labels.height === height) return labels;
  const columns = sourceIndices(width, labels.width);
  const rows = sourceIndices(height, labels.height);
  const data = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const source = (rows[y] as number) * labels.width;
    for (let x = 0; x < width; x++) {
      data[y * width + x] = labels.data[source + (columns[x] as number)] as number;
    }
  }
  return { width, height, data };
}

function sourceIndices(targetEdge: number, sourceEdge: number): Int32Array {
  return Int32Array.from({ length: targetEdge }, (_, index) =>
    Math.min(sourceEdge - 1, Math.floor(((index + 0.5) * sourceEdge) / targetEdge)),
  );
}
