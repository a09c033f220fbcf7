/** Types of TIFF fields that are written. Source: TIFF 6.0. */
export const FIELD = { byte: 1, ascii: 2, short: 3, long: 4, rational: 5 } as const;

type FieldType = (typeof FIELD)[keyof typeof FIELD];

const BYTES_BY_TYPE: Readonly<Record<FieldType, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8 };

/** Tag, type and values in ascending order of tags; texts as bytes, rationals as pairs. */
export type Field = readonly [tag: number, type: FieldType, values: ArrayLike<number>];

/** A text as TIFF holds it: ASCII with a zero behind; other letters become `?`. */
export function asciiValues(text: string): readonly number[] {
  return [...`${text}\0`].map((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 128 ? code : 0x3f;
  });
}

/**
 * An image file directory with its values behind it, little-endian.
 *
 * @param offset where it will stand in the file, even
 * @param hasNext true when another one follows directly behind it
 */
export function encodeDirectory(
  offset: number,
  fields: readonly Field[],
  hasNext: boolean,
): Uint8Array<ArrayBuffer> {
  const tableBytes = 2 + 12 * fields.length + 4;
  const sizes = fields.map(([, type, values]) => sizeOf(type, values));
  const outOfLine = sizes.reduce((sum, size) => sum + (size > 4 ? size + (size % 2) : 0), 0);
  const view = new DataView(new ArrayBuffer(tableBytes + outOfLine));
  view.setUint16(0, fields.length, true);
  let free = tableBytes;
  fields.forEach(([tag, type, values], index) => {
    const at = 2 + 12 * index;
    const size = sizes[index] as number;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, type === FIELD.rational ? values.length / 2 : values.length, true);
    if (size <= 4) {
      writeValues(view, at + 8, type, values);
      return;
    }
    view.setUint32(at + 8, offset + free, true);
    writeValues(view, free, type, values);
    free += size + (size % 2);
  });
  if (hasNext) view.setUint32(tableBytes - 4, offset + view.byteLength, true);
  return new Uint8Array(view.buffer);
}

function sizeOf(type: FieldType, values: ArrayLike<number>): number {
  const count = type === FIELD.rational ? values.length / 2 : values.length;
  return count * BYTES_BY_TYPE[type];
}

function writeValues(view: DataView, at: number, type: FieldType, values: ArrayLike<number>): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (type === FIELD.ascii || type === FIELD.byte) view.setUint8(at + index, value);
    else if (type === FIELD.short) view.setUint16(at + 2 * index, value, true);
    else view.setUint32(at + 4 * index, value, true);
  }
}
