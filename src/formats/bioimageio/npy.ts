const HEADER_UNIT = 64;
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]; // \x93NUMPY, version 1.0

/**
 * A `.npy` file of little-endian 32-bit floats, row-major.
 *
 * Source: numpy.lib.format, version 1.0.
 */
export function writeNpy(data: Float32Array, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.map((edge) => `${edge},`).join(' ')}), }`;
  const prefix = MAGIC.length + 2;
  const padded = Math.ceil((prefix + text.length + 1) / HEADER_UNIT) * HEADER_UNIT;
  const file = new Uint8Array(padded + data.byteLength);
  file.set(MAGIC);
  new DataView(file.buffer).setUint16(MAGIC.length, padded - prefix, true);
  file.set(new TextEncoder().encode(`${text.padEnd(padded - prefix - 1)}\n`), prefix);
  file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), padded);
  return file;
}
