/**
 * Decodes PackBits into `output` until either ends.
 *
 * Source: TIFF 6.0, section 9.
 *
 * @returns the number of bytes written
 */
export function decodePackBits(input: Uint8Array, output: Uint8Array): number {
  let read = 0;
  let written = 0;
  while (read < input.length && written < output.length) {
    const header = ((input[read++] as number) << 24) >> 24; // as a signed byte
    if (header >= 0) {
      const run = input.subarray(read, read + Math.min(header + 1, output.length - written));
      output.set(run, written);
      read += header + 1;
      written += run.length;
    } else if (header !== -128 && read < input.length) {
      const end = Math.min(written + 1 - header, output.length);
      output.fill(input[read++] as number, written, end);
      written = end;
    }
  }
  return written;
}
