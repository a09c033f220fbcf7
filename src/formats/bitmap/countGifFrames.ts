/** More frames than any recording; a longer file lies. */
const MAX_FRAMES = 65_535;
const [IMAGE, EXTENSION] = [0x2c, 0x21];

/**
 * Pictures of a GIF, counted by its blocks without decoding any; those after a fault are left out.
 *
 * Source: GIF89a specification, sections 18–26.
 *
 * @returns at least 1: whether the first one can be read, the decoder says
 */
export function countGifFrames(bytes: Uint8Array): number {
  let at = 13 + tableBytes(bytes[10]);
  let frames = 0;
  while (at < bytes.length && frames < MAX_FRAMES) {
    if (bytes[at] === IMAGE) {
      frames++;
      at += 10 + tableBytes(bytes[at + 9]) + 1; // descriptor, colours, size of the codes
    } else if (bytes[at] === EXTENSION) at += 2;
    else break;
    at = skipBlocks(bytes, at);
  }
  return Math.max(1, frames);
}

/** Bytes of the colour table that follows a byte of flags. */
function tableBytes(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Data lie in blocks that begin with their length; one of length 0 ends them. */
function skipBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] as number);
  return at + 1;
}
