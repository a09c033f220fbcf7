/** One strip or tile as its codec sees it. */
export interface ChunkShape {
  readonly width: number;
  /** Rows that are needed; the data may go on. */
  readonly rows: number;
  /** Rows of a whole strip or tile. */
  readonly fullRows: number;
  readonly rowBytes: number;
  readonly samplesPerPixel: number;
}

/**
 * Decompresses one strip or tile into at least the needed rows, packed as in an uncompressed file,
 * or into less where the data break off. The result belongs to the caller.
 */
export type ChunkCodec = (
  input: Uint8Array<ArrayBuffer>,
  shape: ChunkShape,
) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;
