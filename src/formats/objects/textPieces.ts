const PIECE_CHARACTERS = 2 ** 20;

/** UTF-8 of a text that is longer than a string may be, in pieces of about a megabyte. */
export function encodePieces(parts: Iterable<string>): readonly Uint8Array<ArrayBuffer>[] {
  const encoder = new TextEncoder();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let waiting: string[] = [];
  let length = 0;
  for (const part of parts) {
    waiting.push(part);
    length += part.length;
    if (length < PIECE_CHARACTERS) continue;
    pieces.push(encoder.encode(waiting.join('')));
    waiting = [];
    length = 0;
  }
  if (length > 0) pieces.push(encoder.encode(waiting.join('')));
  return pieces;
}

/** The items parted by commas, one a line. */
export function* commaLines(items: Iterable<string>): Generator<string> {
  let separator = '\n';
  for (const item of items) {
    yield separator + item;
    separator = ',\n';
  }
}
