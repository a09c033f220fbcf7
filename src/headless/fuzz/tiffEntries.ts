/** Where the numbers of a TIFF directory stand in the file. */
export interface TiffEntryPlace {
  /** First byte of the entry: tag, type, count and value, or of the pointer to the next directory. */
  readonly at: number;
  readonly kind: 'entry' | 'next';
}

const MAX_DIRECTORIES = 20;

/** Entries of the first directories of a classic TIFF; none for other files. */
export function tiffEntries(bytes: Uint8Array): readonly TiffEntryPlace[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = bytes[0] === 0x49;
  if (bytes.length < 8 || view.getUint16(2, littleEndian) !== 42) return [];
  const places: TiffEntryPlace[] = [];
  let offset = view.getUint32(4, littleEndian);
  for (let i = 0; i < MAX_DIRECTORIES && offset > 0 && offset + 2 <= bytes.length; i++) {
    const count = view.getUint16(offset, littleEndian);
    const next = offset + 2 + 12 * count;
    if (next + 4 > bytes.length) break;
    for (let at = offset + 2; at < next; at += 12) places.push({ at, kind: 'entry' });
    places.push({ at: next, kind: 'next' });
    offset = view.getUint32(next, littleEndian);
  }
  return places;
}

/** Numbers at which programs stumble. */
const AWKWARD = [0, 1, 2, 7, 255, 256, 65_535, 65_536, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

/** Changes type, count or value of an entry, or the pointer to the next directory, in place. */
export function editEntry(
  bytes: Uint8Array,
  { at, kind }: TiffEntryPlace,
  random: (below: number) => number,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = bytes[0] === 0x49;
  const awkward = random(3) === 0 ? random(bytes.length) : (AWKWARD[random(AWKWARD.length)] ?? 0);
  if (kind === 'next') view.setUint32(at, awkward, littleEndian);
  else if (random(5) === 0) view.setUint16(at + 2, random(20), littleEndian);
  else if (random(4) === 0) view.setUint32(at + 4, awkward, littleEndian);
  else view.setUint32(at + 8, awkward, littleEndian);
}
