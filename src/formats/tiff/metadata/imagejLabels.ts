import type { StackPlace } from '#domain/image/stackAxes.ts';
import type { ByteSource } from '#formats/byteSource.ts';
import { readImageJBlocks } from '#formats/tiff/metadata/imagejBlocks.ts';
import type { TiffDirectory } from '#formats/tiff/tiffDirectory.ts';

/** `z:3 t:12`; Bio-Formats writes `c:1/2 z:3/50 t:12/20 - name`, an axis of one place left out. */
const AXIS = {
  z: /(?:^|\s)z:(\d{1,7})(?:\/\d+)?(?=\s|$)/,
  t: /(?:^|\s)t:(\d{1,7})(?:\/\d+)?(?=\s|$)/,
};

/** The name of a plane in ImageJ's slider: where it lies, counted from 1. */
export function planeLabel({ z, t }: StackPlace): string {
  return `z:${z + 1} t:${t + 1}`;
}

/** The place that a name tells, from 0; `null` where it tells none. */
export function placeOfLabel(label: string): StackPlace | null {
  const [z, t] = [AXIS.z.exec(label)?.[1], AXIS.t.exec(label)?.[1]];
  if (z === undefined && t === undefined) return null;
  const place = { z: Number(z ?? 1) - 1, t: Number(t ?? 1) - 1 };
  return place.z >= 0 && place.t >= 0 ? place : null;
}

/**
 * Where the pages of an ImageJ stack lay in the one they were taken from, by the names of its planes;
 * `null` unless each of them tells.
 *
 * @param pageCount how many names there have to be
 */
export async function readPagePlaces(
  source: ByteSource,
  directory: TiffDirectory,
  pageCount: number,
): Promise<readonly StackPlace[] | null> {
  const blocks = await readImageJBlocks(source, directory, 'labels');
  if (blocks.length !== pageCount) return null;
  const decoder = new TextDecoder(directory.littleEndian ? 'utf-16le' : 'utf-16be');
  const places = blocks.flatMap((block) => placeOfLabel(decoder.decode(block)) ?? []);
  return places.length === pageCount ? places : null;
}
