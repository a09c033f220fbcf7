/** How well a text answers a query. */
export interface FuzzyMatch {
  /** Higher is better; only compares texts under the same query. */
  readonly score: number;
  /** Places of the letters that were found, ascending. */
  readonly places: readonly number[];
}

const WORD_START = 8;
const NEXT_LETTER = 5;
const EXACT_START = 12;
const GAP = 0.2;
/** For the query as it stands, and once more for nothing else. */
const WHOLE = 20;

/**
 * Finds the letters of every word of the query in this order, each word on its own, as in "sg all"
 * for "Segment all". @returns `null` when a letter is missing
 */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | null {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const lower = text.toLowerCase();
  const phrase = words.join(' ');
  let score = -0.01 * text.length + (lower === phrase ? 2 : lower.includes(phrase) ? 1 : 0) * WHOLE;
  const places = new Set<number>();
  for (const word of words) {
    const match = bestWordMatch(word, lower);
    if (match === null) return null;
    score += match.score;
    for (const place of match.places) places.add(place);
  }
  return { score, places: [...places].sort((a, b) => a - b) };
}

/** The best of the ways to find a word, one for each place of its first letter. */
function bestWordMatch(word: string, text: string): FuzzyMatch | null {
  let best: FuzzyMatch | null = null;
  for (let start = text.indexOf(word.charAt(0)); start >= 0; ) {
    const match = matchFrom(word, text, start);
    if (match !== null && (best === null || match.score > best.score)) best = match;
    start = text.indexOf(word.charAt(0), start + 1);
  }
  return best;
}

function matchFrom(word: string, text: string, start: number): FuzzyMatch | null {
  const places = [start];
  let score = startsWord(text, start) ? WORD_START + EXACT_START : 0;
  for (let letter = 1; letter < word.length; letter++) {
    const former = places.at(-1) ?? start;
    const place = text.indexOf(word.charAt(letter), former + 1);
    if (place < 0) return null;
    if (place === former + 1) score += NEXT_LETTER;
    else score += (startsWord(text, place) ? WORD_START : 0) - GAP * (place - former);
    places.push(place);
  }
  // Letters strewn over the text are no answer to what was typed.
  const spread = (places.at(-1) ?? start) - start + 1;
  return score < 0 && spread > 3 * word.length ? null : { score, places };
}

function startsWord(text: string, place: number): boolean {
  return place === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(place - 1));
}
