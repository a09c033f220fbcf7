import { corruptFile } from '#formats/refusals.ts';

/** Rows of a picture or interlace pass, each led by one byte that names its filter. */
export interface FilteredRows {
  readonly start: number;
  readonly rowCount: number;
  /** Bytes of a row without the filter byte. */
  readonly rowBytes: number;
  /** Distance to the same byte of the pixel before, at least 1. */
  readonly pixelBytes: number;
}

/**
 * Undoes the row filters in place.
 *
 * Source: W3C PNG specification, section 9.
 *
 * @throws AppError `corrupt-file` for a filter that does not exist
 */
export function unfilterRows(raw: Uint8Array, rows: FilteredRows): void {
  const { start, rowCount, rowBytes, pixelBytes } = rows;
  let above: Uint8Array = new Uint8Array(rowBytes);
  for (let index = 0; index < rowCount; index++) {
    const at = start + index * (rowBytes + 1);
    const row = raw.subarray(at + 1, at + 1 + rowBytes);
    const unfilter = FILTERS[raw[at] as number];
    if (!unfilter)
      throw corruptFile(`Row ${index + 1} of the PNG has the unknown filter ${raw[at]}.`);
    unfilter(row, above, pixelBytes);
    above = row;
  }
}

type Unfilter = (row: Uint8Array, above: Uint8Array, pixelBytes: number) => void;

const FILTERS: readonly Unfilter[] = [
  () => undefined,
  (row, _above, pixelBytes) => {
    for (let x = pixelBytes; x < row.length; x++) {
      row[x] = (row[x] as number) + (row[x - pixelBytes] as number);
    }
  },
  (row, above) => {
    for (let x = 0; x < row.length; x++) row[x] = (row[x] as number) + (above[x] as number);
  },
  (row, above, pixelBytes) => {
    for (let x = 0; x < row.length; x++) {
      const left = x < pixelBytes ? 0 : (row[x - pixelBytes] as number);
      row[x] = (row[x] as number) + ((left + (above[x] as number)) >> 1);
    }
  },
  (row, above, pixelBytes) => {
    for (let x = 0; x < row.length; x++) {
      const isFirst = x < pixelBytes;
      const left = isFirst ? 0 : (row[x - pixelBytes] as number);
      const aboveLeft = isFirst ? 0 : (above[x - pixelBytes] as number);
      row[x] = (row[x] as number) + paeth(left, above[x] as number, aboveLeft);
    }
  },
];

/** Whichever neighbour is nearest to the plane through all three. */
function paeth(left: number, above: number, aboveLeft: number): number {
  const toLeft = Math.abs(above - aboveLeft);
  const toAbove = Math.abs(left - aboveLeft);
  const toAboveLeft = Math.abs(left + above - 2 * aboveLeft);
  if (toLeft <= toAbove && toLeft <= toAboveLeft) return left;
  return toAbove <= toAboveLeft ? above : aboveLeft;
}
