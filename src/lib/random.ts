import { AppError } from '#lib/errors.ts';

/**
 * A stream of pseudo-random numbers that depends on its seed alone.
 *
 * Every number comes from 32-bit integer arithmetic, +, ×, ÷ and √, which are exact to the bit in
 * every engine; Math.log and Math.cos are not, so they are not used.
 */
export interface Random {
  /** Uniform in [low, high); [0, 1) in steps of 2⁻³² unless told. */
  readonly uniform: (low?: number, high?: number) => number;
  /** Normally distributed; mean 0 and standard deviation 1 unless told. */
  readonly normal: (mean?: number, deviation?: number) => number;
  /**
   * Uniform over the integers low … high, both ends included.
   * @throws AppError `invalid-argument` unless both are integers, low ≤ high, at most 2³² values
   */
  readonly integer: (low: number, high: number) => number;
  /** A new array with the same items in random order (Fisher and Yates). */
  readonly shuffle: <T>(items: readonly T[]) => T[];
}

/**
 * Random numbers for one seed. Different streams of one seed are independent, so that each object
 * or each iteration can have its own and does not depend on how many numbers others drew.
 *
 * Source: Doty-Humphrey, PractRand (sfc32), 2013; seeds are spread by splitmix32.
 *
 * @param seed any finite number; its integer part modulo 2³² counts
 * @param stream which of the seed's streams, likewise
 */
export function createRandom(seed: number, stream = 0): Random {
  const next = smallFastCounter(seed, stream);
  const uniform = (low = 0, high = 1) => low + (high - low) * (next() / 2 ** 32);
  const integer = (low: number, high: number) => {
    const valueCount = high - low + 1;
    if (!Number.isInteger(low) || !(valueCount >= 1 && valueCount <= 2 ** 32 && high % 1 === 0)) {
      throw new AppError(
        'invalid-argument',
        `No random integer lies between ${low} and ${high}; give integers, the smaller first.`,
      );
    }
    // Values beyond the last whole multiple would make the small results more likely.
    const limit = 2 ** 32 - (2 ** 32 % valueCount);
    let value = next();
    while (value >= limit) value = next();
    return low + (value % valueCount);
  };
  const shuffle = <T>(items: readonly T[]) => {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = integer(0, last);
      const item = shuffled[last] as T;
      shuffled[last] = shuffled[other] as T;
      shuffled[other] = item;
    }
    return shuffled;
  };
  const standardNormal = polarNormal(uniform);
  const normal = (mean = 0, deviation = 1) => mean + deviation * standardNormal();
  return { uniform, normal, integer, shuffle };
}

/** Unsigned 32-bit integers of sfc32, its first twelve outputs (which mix the seed) dropped. */
function smallFastCounter(seed: number, stream: number): () => number {
  const spread = splitMix(seed);
  let a = spread();
  let b = spread();
  let c = (spread() + splitMix(stream)()) | 0;
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** Spreads neighbouring seeds over all 32-bit values (splitmix32). */
function splitMix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}

/** Standard normal numbers in pairs. Source: Marsaglia and Bray 1964 (polar method). */
function polarNormal(uniform: (low: number, high: number) => number): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    let x = 0;
    let y = 0;
    let squared = 0;
    while (squared >= 1 || squared === 0) {
      x = uniform(-1, 1);
      y = uniform(-1, 1);
      squared = x * x + y * y;
    }
    const factor = Math.sqrt((-2 * naturalLogarithm(squared)) / squared);
    spare = y * factor;
    return x * factor;
  };
}

/** ln x for 0 < x ≤ 1 to 1e-15, by +, ×, ÷ only: ln(m · 2⁻ᵏ) = 2 artanh((m − 1)/(m + 1)) − k ln 2. */
function naturalLogarithm(x: number): number {
  let mantissa = x;
  let halvings = 0;
  while (mantissa < 0.75) {
    mantissa *= 2;
    halvings++;
  }
  const ratio = (mantissa - 1) / (mantissa + 1);
  const squared = ratio * ratio;
  let sum = 0;
  for (let power = 21; power >= 1; power -= 2) sum = sum * squared + 1 / power;
  return 2 * ratio * sum - halvings * Math.LN2;
}
