import * as v from 'valibot';

/** Text of one line; long enough for honest words, short enough for the page. */
export const line = v.pipe(v.string(), v.minLength(1), v.maxLength(300));

/** Text of several sentences; may be empty. */
export const paragraph = v.pipe(v.string(), v.maxLength(4000));

/** A list of at most so many items; a longer one is refused before any item is looked at. */
export const list = <T extends v.GenericSchema>(item: T, maxLength: number) =>
  v.pipe(
    v.custom<readonly unknown[]>(Array.isArray, 'is no list'),
    v.maxLength(maxLength),
    v.array(item),
  );

/** A finite number in a range, both ends included. */
export const between = (low: number, high: number) =>
  v.pipe(v.number(), v.minValue(low), v.maxValue(high));

/** A whole number in a range, both ends included. */
export const count = (low: number, high: number) => v.pipe(between(low, high), v.integer());

/** A small and a large size, in this order. */
export const positivePair = v.pipe(
  v.tuple([between(1e-6, 1e6), between(1e-6, 1e6)]),
  v.check(([low, high]) => low <= high, 'the first number must not be above the second'),
);

/** Shape of a U-Net. */
export const networkSchema = v.object({
  depth: count(1, 5),
  baseFeatures: count(1, 256),
  inputChannels: count(1, 16),
  classCount: count(2, 64),
});

/** How intensities are mapped. */
export const normalizationSchema = v.object({
  kind: v.literal('percentile'),
  lowPercent: between(0, 100),
  highPercent: between(0, 100),
  outputRange: v.tuple([between(-1e6, 1e6), between(-1e6, 1e6)]),
});

/** How a probability map becomes objects. */
export const instanceSettingsSchema = v.object({
  threshold: between(0, 1),
  minimumSizePx: between(0, 1e9),
  fillHoles: v.boolean(),
  removeBorderObjects: v.boolean(),
  splitTouching: between(0, 1),
  growToBorders: v.boolean(),
});
