const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

/**
 * CRC-32 as in PNG and zlib, unsigned. Source: W3C PNG specification, annex D.
 *
 * @param former that of the bytes before, for bytes that come piece by piece
 */
export function crc32(bytes: Uint8Array, former = 0): number {
  let crc = former ^ 0xffffffff;
  for (let index = 0; index < bytes.length; index++) {
    crc = (TABLE[(crc ^ (bytes[index] as number)) & 0xff] as number) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
