/** Which pixels of an image a smaller picture of it shows. */
export interface PickedPixels {
  readonly width: number;
  readonly height: number;
  /** Source column of each column. */
  readonly columns: Int32Array;
  /** Source row of each row. */
  readonly rows: Int32Array;
}

/** Every pixel where the image fits into `largestEdgePx`, else evenly spread ones. */
export function pickPixels(
  source: { readonly width: number; readonly height: number },
  largestEdgePx: number,
): PickedPixels {
  const factor = Math.min(1, largestEdgePx / Math.max(source.width, source.height));
  const width = Math.max(1, Math.round(source.width * factor));
  const height = Math.max(1, Math.round(source.height * factor));
  return {
    width,
    height,
    columns: spread(width, source.width),
    rows: spread(height, source.height),
  };
}

function spread(count: number, sourceCount: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) =>
    Math.min(sourceCount - 1, Math.floor(((index + 0.5) * sourceCount) / count)),
  );
}
