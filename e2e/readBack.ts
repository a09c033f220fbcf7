import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { readImagePage } from '#formats/readImage.ts';

/** What a label image holds. */
export interface LabelFacts {
  readonly width: number;
  readonly height: number;
  readonly objectCount: number;
  readonly foregroundPx: number;
}

/** Facts of a label image that was exported. */
export async function readLabels(bytes: Uint8Array<ArrayBuffer>): Promise<LabelFacts> {
  const { width, height, channels } = await decode(bytes);
  const plane = [...(channels[0] ?? [])];
  return {
    width,
    height,
    objectCount: new Set(plane.filter((label) => label !== 0)).size,
    foregroundPx: plane.filter((label) => label !== 0).length,
  };
}

/** Values and foreground of a mask that was exported. */
export async function readMask(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ readonly values: readonly number[]; readonly foregroundPx: number }> {
  const { channels } = await decode(bytes);
  const plane = [...(channels[0] ?? [])];
  return {
    values: [...new Set(plane)].toSorted((a, b) => a - b),
    foregroundPx: plane.filter((value) => value > 0).length,
  };
}

/** A table of comma-separated values, one record per row. */
export function readCsv(bytes: Uint8Array): {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
} {
  const [head = '', ...lines] = new TextDecoder().decode(bytes).trim().split(/\r?\n/);
  const columns = head.replace(/^\uFEFF/, '').split(',');
  const rows = lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
  return { columns, rows };
}

function decode(bytes: Uint8Array<ArrayBuffer>): Promise<DecodedImage> {
  return readImagePage(new Blob([bytes]), 0);
}
