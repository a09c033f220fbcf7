const DIGIT_BITS = 11;
const DIGIT_COUNT = 1 << DIGIT_BITS;
const DIGIT_MASK = DIGIT_COUNT - 1;

/**
 * Positions of `keys` from the largest key to the smallest; equal keys keep their order. Linear time.
 *
 * @param keys integers from 0 to 2³¹ − 1
 */
export function orderDescending(keys: Int32Array): Int32Array<ArrayBuffer> {
  let order = new Int32Array(keys.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  let largest = 0;
  for (const key of keys) if (key > largest) largest = key;

  let spare = new Int32Array(keys.length);
  for (let shift = 0; shift < 32 && largest >>> shift > 0; shift += DIGIT_BITS) {
    sortByDigit(keys, shift, order, spare);
    [order, spare] = [spare, order];
  }
  return order;
}

/** One stable counting sort of `order` into `sorted`, by one digit of the keys, largest first. */
function sortByDigit(keys: Int32Array, shift: number, order: Int32Array, sorted: Int32Array): void {
  const ends = new Int32Array(DIGIT_COUNT + 1);
  for (let i = 0; i < keys.length; i++) {
    const digit = ((keys[i] as number) >>> shift) & DIGIT_MASK;
    ends[DIGIT_COUNT - digit] = (ends[DIGIT_COUNT - digit] as number) + 1;
  }
  for (let bin = 1; bin <= DIGIT_COUNT; bin++) {
    ends[bin] = (ends[bin] as number) + (ends[bin - 1] as number);
  }
  for (let i = 0; i < order.length; i++) {
    const position = order[i] as number;
    const bin = DIGIT_MASK - (((keys[position] as number) >>> shift) & DIGIT_MASK);
    const target = ends[bin] as number;
    sorted[target] = position;
    ends[bin] = target + 1;
  }
}
