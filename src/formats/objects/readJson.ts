import { corruptFile } from '#formats/refusals.ts';
import { AppError } from '#lib/errors.ts';

const MAX_TEXT_BYTES = 400 * 2 ** 20;
/** Objects and arrays: each takes tens of bytes of memory. */
const MAX_BRACKETS = 25_000_000;
const MAX_COMMAS = 150_000_000;
const MAX_DEPTH = 100;
const PIECE_BYTES = 8 * 2 ** 20;
const SNIFFED_BYTES = 65_536;
const CODE = {
  comma: 0x2c,
  openBracket: 0x5b,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
};

/** Words that a file of objects has near its beginning. */
const OBJECT_WORDS =
  /"(FeatureCollection|Feature|Polygon|MultiPolygon|annotations|categories|segmentation)"/;

/**
 * The JSON of a file, when it may hold objects.
 *
 * @returns `undefined` when it is no JSON at all
 * @throws AppError `corrupt-file` when it begins like a file of objects but is no JSON, `too-large`
 *   when parsing it could take more memory than there is
 */
export async function readJson(file: Blob): Promise<unknown> {
  const start = (await file.slice(0, SNIFFED_BYTES).text()).replace(/^\uFEFF/, '').trimStart();
  if (!/^[[{]/.test(start)) return undefined;
  const isLikely = OBJECT_WORDS.test(start);
  if (!(await isParsable(file))) {
    if (isLikely) throw tooLarge();
    return undefined;
  }
  try {
    return JSON.parse((await file.text()).replace(/^\uFEFF/, ''));
  } catch (error) {
    if (isLikely) throw corruptFile('The file begins like JSON but is not.', error);
    return undefined;
  }
}

/** Looks at the bytes only: what is parsed takes up to 30 times their memory. */
async function isParsable(file: Blob): Promise<boolean> {
  if (file.size > MAX_TEXT_BYTES) return false;
  const sum = { brackets: 0, commas: 0, depth: 0, deepest: 0 };
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    addMarks(new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer()), sum);
    const isWithin =
      sum.brackets <= MAX_BRACKETS && sum.commas <= MAX_COMMAS && sum.deepest <= MAX_DEPTH;
    if (!isWithin) return false;
  }
  return true;
}

/** Counts what structures the text; marks within names count, too. */
function addMarks(
  bytes: Uint8Array,
  sum: { brackets: number; commas: number; depth: number; deepest: number },
): void {
  for (const code of bytes) {
    switch (code) {
      case CODE.comma:
        sum.commas++;
        break;
      case CODE.openBracket:
      case CODE.openBrace:
        sum.brackets++;
        sum.depth++;
        if (sum.depth > sum.deepest) sum.deepest = sum.depth;
        break;
      case CODE.closeBracket:
      case CODE.closeBrace:
        sum.depth--;
    }
  }
}

function tooLarge(): AppError {
  return new AppError(
    'too-large',
    'The file holds more outlines than can be read, or is nested too deeply. Save it in parts, and open those.',
  );
}
