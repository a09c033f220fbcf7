import { corruptFile } from '#formats/refusals.ts';

/** What the first lines of a PBM, PGM or PPM file say. */
export interface PnmHeader {
  readonly formatName: 'PBM' | 'PGM' | 'PPM';
  readonly width: number;
  readonly height: number;
  readonly samplesPerPixel: 1 | 3;
  /** Greatest sample, 1–65,535. */
  readonly greatest: number;
  /** Samples are decimal numbers rather than bytes. */
  readonly isText: boolean;
  /** A PBM: one bit per pixel, 1 = black. */
  readonly isBitmap: boolean;
  readonly bodyOffset: number;
}

const NAMES = ['PBM', 'PGM', 'PPM'] as const;

/**
 * Reads the header of a PBM, PGM or PPM file; comments (`#` to the end of the line) are skipped.
 *
 * @param start the first bytes of the file
 * @throws AppError `corrupt-file`
 */
export function readPnmHeader(start: Uint8Array): PnmHeader {
  const kind = (start[1] ?? 0) - 0x31; // P1 … P6
  const name = NAMES[kind % 3];
  if (start[0] !== 0x50 || !(kind >= 0 && kind < 6) || !name) {
    throw corruptFile('The file is none of PBM, PGM and PPM.');
  }
  const isBitmap = name === 'PBM';
  const numbers: number[] = [];
  let at = 2;
  while (numbers.length < (isBitmap ? 2 : 3)) {
    const number = readNumber(start, at);
    if (!number) throw corruptFile(`The ${name} has no complete header.`);
    numbers.push(number.value);
    at = number.end;
  }
  const [width = 0, height = 0, greatest = 1] = numbers;
  if (!(greatest >= 1 && greatest <= 65_535)) {
    throw corruptFile(`The ${name} claims a greatest value of ${greatest}; 1 to 65535 are legal.`);
  }
  return {
    formatName: name,
    width,
    height,
    samplesPerPixel: name === 'PPM' ? 3 : 1,
    greatest,
    isText: kind < 3,
    isBitmap,
    bodyOffset: at + 1, // exactly one blank follows
  };
}

function readNumber(bytes: Uint8Array, from: number): { value: number; end: number } | null {
  let at = from;
  while (isBlank(bytes[at]) || bytes[at] === 0x23) {
    if (bytes[at] === 0x23) while (at < bytes.length && bytes[at] !== 0x0a) at++;
    else at++;
  }
  const start = at;
  let value = 0;
  for (; at < bytes.length && isDigit(bytes[at]); at++) {
    value = Math.min(1e9, value * 10 + (bytes[at] as number) - 0x30);
  }
  return at > start && at < bytes.length && isBlank(bytes[at]) ? { value, end: at } : null;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
