import { unsupportedFormat } from '#formats/refusals.ts';

/** TIFF compressions that are decoded, by the number in the Compression tag. */
export const COMPRESSION = {
  none: 1,
  ccittRle: 2,
  ccittT4: 3,
  ccittT6: 4,
  lzw: 5,
  jpeg: 7,
  deflate: 8,
  packBits: 32_773,
  oldDeflate: 32_946,
  zstd: 50_000,
  webp: 50_001,
} as const;

const DECODED: ReadonlySet<number> = new Set(Object.values(COMPRESSION));

const NOT_DECODED: Readonly<Record<number, string>> = {
  6: 'old-style JPEG',
  9: 'JBIG',
  10: 'JBIG',
  32766: 'NeXT',
  32771: 'CCITT RLE in words',
  32809: 'ThunderScan',
  32909: 'Pixar log',
  33003: 'JPEG 2000',
  33004: 'JPEG 2000',
  33005: 'JPEG 2000',
  34661: 'JBIG',
  34676: 'SGI log',
  34677: 'SGI log',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34892: 'lossy JPEG (DNG)',
  34925: 'LZMA',
  34934: 'JPEG XR',
  50002: 'JPEG XL',
  52546: 'JPEG XL',
};

/** @throws AppError `unsupported-format`, by name where there is one */
export function checkCompression(compression: number): void {
  if (DECODED.has(compression)) return;
  const name = NOT_DECODED[compression] ?? `unknown (${compression})`;
  throw unsupportedFormat(
    `The TIFF is compressed with a method that is not supported: ${name}.`,
    'Open it in Fiji (Plugins › Bio-Formats) and save it with File › Save As › Tiff…, or export it as OME-TIFF; “tiffcp -c zip” converts it, too.',
  );
}
