import type { ByteSource } from '#formats/byteSource.ts';
import { believePixelSizeUm } from '#formats/printResolution.ts';
import type { ImageJDescription } from '#formats/tiff/metadata/imagejDescription.ts';
import { toMicrometres } from '#formats/tiff/metadata/lengthUnit.ts';
import { readNumber, type TiffDirectory } from '#formats/tiff/tiffDirectory.ts';
import { TAG } from '#formats/tiff/tiffTags.ts';

const UM_BY_RESOLUTION_UNIT: Readonly<Record<number, number>> = { 2: 25_400, 3: 10_000 };

/**
 * Edge of a pixel in µm from the resolution tags, or `null` when the file gives none that can be
 * believed: no unit, resolutions of a scanner or screen, or pixels that are not square.
 */
export async function readPixelSizeUm(
  source: ByteSource,
  directory: TiffDirectory,
  imageJ: ImageJDescription | null,
): Promise<number | null> {
  const perUnit = await readNumber(source, directory, TAG.xResolution, 0);
  const perUnitDown = await readNumber(source, directory, TAG.yResolution, perUnit);
  const isSquare = Math.abs(perUnit - perUnitDown) <= 0.01 * perUnit;
  if (!(perUnit > 0 && Number.isFinite(perUnit) && isSquare)) return null;
  if (imageJ?.unitUm != null) return imageJ.unitUm / perUnit;

  const unitUm = UM_BY_RESOLUTION_UNIT[await readNumber(source, directory, TAG.resolutionUnit, 2)];
  return unitUm === undefined ? null : believePixelSizeUm(unitUm / perUnit);
}

/** `null` where the text is not that of an Aperio slide (`… |MPP = 0.4990|…`), which has no such tags. */
export function aperioPixelSizeUm(description: string): number | null {
  if (!description.startsWith('Aperio')) return null;
  const [, size] = /\|\s*MPP\s*=\s*([\d.]+)/.exec(description) ?? [];
  return toMicrometres(Number(size), 'µm');
}
