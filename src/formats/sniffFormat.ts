/** A kind of file that is decoded. */
export type ReadableFormat = 'tiff' | 'png' | 'jpeg' | 'webp' | 'bmp' | 'gif' | 'pnm';

/** What the first bytes of a file say about it. */
export type SniffedFormat =
  | { readonly kind: 'readable'; readonly format: ReadableFormat }
  | { readonly kind: 'unsupported'; readonly name: string; readonly advice?: string }
  | { readonly kind: 'unknown' };

/** Bytes that `sniffFormat` looks at. */
export const SNIFFED_BYTES = 512;

interface Signature {
  /** Where the bytes stand; 0 when left out. */
  readonly at?: number;
  /** The bytes, as characters of the same codes. */
  readonly bytes: string;
}

const READABLE: readonly (Signature & { readonly format: ReadableFormat })[] = [
  { bytes: 'II\x2a\0', format: 'tiff' },
  { bytes: 'MM\0\x2a', format: 'tiff' },
  { bytes: 'II\x2b\0', format: 'tiff' },
  { bytes: 'MM\0\x2b', format: 'tiff' },
  { bytes: '\x89PNG\r\n\x1a\n', format: 'png' },
  { bytes: '\xff\xd8\xff', format: 'jpeg' },
  { bytes: 'GIF87a', format: 'gif' },
  { bytes: 'GIF89a', format: 'gif' },
];

const NO_PICTURE = 'Open the picture itself, e.g. a TIFF or PNG file.';
const UNPACK = 'Unpack it and open the pictures inside.';
const SAVE_AS_PNG = 'Open it in an image program and save it as PNG or TIFF.';

const UNSUPPORTED: readonly (Signature & { readonly name: string; readonly advice?: string })[] = [
  { bytes: 'ZISRAWFILE', name: 'a Zeiss CZI file' },
  { bytes: '\xda\xce\xbe\x0a', name: 'a Nikon ND2 file' },
  { bytes: '\x70\0\0\0', name: 'a Leica LIF file' },
  { bytes: 'OLYMPUSRAWFORMAT', name: 'an Olympus OIR file' },
  { bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', name: 'an Olympus OIB, Zeiss ZVI or Office file' },
  { bytes: '\x89HDF\r\n\x1a\n', name: 'an HDF5 file (Imaris IMS, ilastik H5)' },
  { bytes: '\0\0\0\x0cjP  \r\n\x87\n', name: 'a JPEG 2000 or older Nikon ND2 file' },
  { bytes: '\xff\x4f\xff\x51', name: 'a JPEG 2000 file' },
  { bytes: '\xff\x0a', name: 'a JPEG XL file', advice: SAVE_AS_PNG },
  { bytes: '\0\0\0\x0cJXL \r\n\x87\n', name: 'a JPEG XL file', advice: SAVE_AS_PNG },
  { bytes: 'II\xbc\x01', name: 'a JPEG XR file', advice: SAVE_AS_PNG },
  { at: 128, bytes: 'DICM', name: 'a DICOM file' },
  { at: 208, bytes: 'MAP ', name: 'an MRC file' },
  { bytes: '\0\0\0\x03\0\0', name: 'a Gatan DM3 file' },
  { bytes: '\0\0\0\x04\0\0', name: 'a Gatan DM4 file' },
  { bytes: 'SIMPLE  =', name: 'a FITS file' },
  { bytes: 'NRRD000', name: 'an NRRD file' },
  { at: 344, bytes: 'n+1\0', name: 'a NIfTI file' },
  { bytes: '\x93NUMPY', name: 'a NumPy array', advice: 'Save it with tifffile.imwrite.' },
  { bytes: 'MATLAB 5.0', name: 'a MATLAB file', advice: 'Save the picture with imwrite as TIFF.' },
  { bytes: '8BPS', name: 'a Photoshop file', advice: SAVE_AS_PNG },
  { bytes: '8BPB', name: 'a Photoshop file', advice: SAVE_AS_PNG },
  { bytes: '\x76\x2f\x31\x01', name: 'an OpenEXR file', advice: SAVE_AS_PNG },
  { bytes: '\0\0\x01\0', name: 'an icon file', advice: SAVE_AS_PNG },
  { bytes: 'qoif', name: 'a QOI file', advice: SAVE_AS_PNG },
  { bytes: '%PDF', name: 'a PDF document', advice: NO_PICTURE },
  { bytes: 'PK\x03\x04', name: 'a ZIP archive (or a file packed as one)', advice: UNPACK },
  { bytes: '\x1f\x8b', name: 'a gzip archive', advice: UNPACK },
  { bytes: '7z\xbc\xaf\x27\x1c', name: 'a 7-Zip archive', advice: UNPACK },
  { bytes: 'Rar!\x1a\x07', name: 'a RAR archive', advice: UNPACK },
  {
    bytes: 'version https://git-lfs',
    name: 'a Git LFS pointer: a note of where the file is, not the file itself',
    advice: 'Fetch the file with “git lfs pull”.',
  },
  { bytes: '{\\rtf', name: 'a text document', advice: NO_PICTURE },
  { bytes: '{', name: 'a JSON file', advice: NO_PICTURE },
];

/** Brands of the ISO base media format, by the four letters after `ftyp`. */
const MEDIA_BRANDS: readonly (readonly [RegExp, string, string])[] = [
  [/^(heic|heix|hevc|hevx|heim|heis|mif1|msf1)/, 'a HEIC picture', SAVE_AS_PNG],
  [/^avi[fs]/, 'an AVIF picture', SAVE_AS_PNG],
  [/^jxl /, 'a JPEG XL file', SAVE_AS_PNG],
  [/^/, 'a video', 'Save single frames as PNG or TIFF, e.g. with Fiji.'],
];

/**
 * Recognises a file by its first bytes; its name does not matter.
 *
 * @param start at least the first `SNIFFED_BYTES` bytes, or the whole file if it is shorter
 */
export function sniffFormat(start: Uint8Array): SniffedFormat {
  const text = String.fromCharCode(...start.subarray(0, SNIFFED_BYTES));
  const fits = ({ at = 0, bytes }: Signature) => text.startsWith(bytes, at);

  const readable = READABLE.find(fits);
  if (readable) return { kind: 'readable', format: readable.format };
  if (text.startsWith('RIFF')) return sniffRiff(text.slice(8, 12));
  if (isBmp(text)) return { kind: 'readable', format: 'bmp' };
  if (text.startsWith('ftyp', 4)) return sniffMedia(text.slice(8, 12));
  const unsupported = UNSUPPORTED.find(fits);
  if (unsupported) return { ...unsupported, kind: 'unsupported' };
  if (/^P[1-6]\s/.test(text)) return { kind: 'readable', format: 'pnm' };
  if (/^P7\s/.test(text)) return { kind: 'unsupported', name: 'a PAM file', advice: SAVE_AS_PNG };
  return sniffMarkup(text);
}

function sniffRiff(type: string): SniffedFormat {
  if (type === 'WEBP') return { kind: 'readable', format: 'webp' };
  if (type === 'AVI ') return { kind: 'unsupported', name: 'an AVI video' };
  return { kind: 'unknown' };
}

/** Two letters alone are a weak sign: the size of the header must be one that exists, too. */
function isBmp(text: string): boolean {
  const headerBytes = text.charCodeAt(14);
  return text.startsWith('BM') && [12, 16, 40, 52, 56, 64, 108, 124].includes(headerBytes);
}

function sniffMedia(brand: string): SniffedFormat {
  const [, name = 'a video', advice = SAVE_AS_PNG] =
    MEDIA_BRANDS.find(([pattern]) => pattern.test(brand)) ?? [];
  return { kind: 'unsupported', name, advice };
}

function sniffMarkup(text: string): SniffedFormat {
  const start = text.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (!start.startsWith('<')) return { kind: 'unknown' };
  if (/<svg[\s>]/i.test(start)) {
    return { kind: 'unsupported', name: 'an SVG drawing', advice: SAVE_AS_PNG };
  }
  const isPage = /^<(!doctype html|html)/i.test(start);
  const name = isPage ? 'a web page' : 'an XML file';
  return { kind: 'unsupported', name, advice: NO_PICTURE };
}
