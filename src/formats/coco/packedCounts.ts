import { MAX_PAGE_PIXELS } from '#formats/imageLimits.ts';

/** Five bits of a number per character, from the lowest; codes begin at `0`. */
const FIRST_CODE = 48;
const HIGHEST_SIX_BITS = 63;
const MORE = 32;
const SIGN = 16;
/** Characters of a number of 32 bits. */
const MAX_CHARACTERS = 7;

/**
 * Run lengths that pycocotools has packed into text: differences to the last but one, as numbers of
 * variable length.
 *
 * Source: rleFrString in common/maskApi.c of cocodataset/cocoapi.
 *
 * @returns `null` when the text is damaged
 */
export function decodePackedCounts(text: string): Uint32Array<ArrayBuffer> | null {
  const counts = new Uint32Array(text.length);
  let length = 0;
  let at = 0;
  while (at < text.length) {
    let value = 0;
    let scale = 1;
    let code = MORE;
    for (let i = 0; code >= MORE; i++) {
      code = text.charCodeAt(at++) - FIRST_CODE;
      if (!(code >= 0 && code <= HIGHEST_SIX_BITS) || i === MAX_CHARACTERS) return null;
      value += (code % MORE) * scale;
      scale *= MORE;
    }
    if (code >= SIGN) value -= scale;
    if (length > 2) value += counts[length - 2] as number;
    if (!(value >= 0 && value <= MAX_PAGE_PIXELS)) return null;
    counts[length++] = value;
  }
  return counts.slice(0, length);
}
