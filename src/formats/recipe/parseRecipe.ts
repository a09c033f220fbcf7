import * as v from 'valibot';
import { presetRecipe } from '#domain/training/recipes.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import { AppError } from '#lib/errors.ts';

const between = (low: number, high: number) =>
  v.pipe(v.number(), v.minValue(low), v.maxValue(high));
const count = (low: number, high: number) => v.pipe(between(low, high), v.integer());
/** A share that may be 0 but never everything. */
const partial = (high: number) => between(0, high);

const scale = between(0.25, 4);
const scaleRange = v.pipe(
  v.strictTuple([scale, scale]),
  v.check(([low, high]) => low <= high, 'the first number must not be above the second'),
);

const optimizerSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('sgd'), momentum: partial(0.9999) }),
  v.strictObject({
    kind: v.literal('adam'),
    beta1: partial(0.9999),
    beta2: partial(0.999999),
    epsilon: between(1e-16, 1),
  }),
]);

/** Every entry of a recipe with its range; no other entry is allowed. */
export const recipeSchema = v.strictObject({
  seed: count(0, 0xffff_ffff),
  iterations: count(1, 10_000_000),
  inputEdgePx: v.nullable(count(16, 4096)),
  batchSize: count(1, 64),
  scale,
  network: v.strictObject({ depth: count(1, 5), baseFeatures: count(1, 256) }),
  optimizer: optimizerSchema,
  learningRate: between(1e-12, 10),
  warmupIterations: count(0, 10_000_000),
  decay: v.picklist(['none', 'cosine']),
  clipNorm: v.nullable(between(1e-6, 1e6)),
  dropout: partial(0.95),
  freezeContracting: v.boolean(),
  weightMap: v.strictObject({
    borderWeight: between(0, 10_000),
    borderSigmaPx: between(0.1, 1000),
    balance: v.picklist(['none', 'inverse-frequency', 'foreground-ratio']),
    foregroundBackgroundRatio: between(0, 1),
    balanceSigmaPx: between(0.1, 1000),
  }),
  augmentation: v.strictObject({
    elasticSigmaPx: between(0, 100),
    rotate: v.boolean(),
    mirror: v.boolean(),
    scaleRange,
    greyVariation: partial(0.95),
    gammaVariation: between(0, 10),
    noise: between(0, 1),
  }),
  validationShare: partial(0.9),
  patience: v.nullable(count(1, 10_000)),
  rehearsalShare: partial(0.9),
  bestBy: v.picklist(['iou', 'f1_50']),
});

/**
 * A recipe from a JSON text of unknown origin, such as a file. Entries that are missing are taken
 * from `base`, also within the groups `network`, `weightMap` and `augmentation`.
 *
 * @throws AppError `invalid-argument` when the text is no JSON, or an entry is unknown or out of
 *   range; the message names it
 */
export function parseRecipe(
  text: string,
  base: TrainingRecipe = presetRecipe('fine-tuning'),
): TrainingRecipe {
  return checkRecipe(readJson(text), base);
}

/** Like `parseRecipe`, for JSON that is parsed already. */
export function checkRecipe(json: unknown, base: TrainingRecipe): TrainingRecipe {
  const parsed = v.safeParse(recipeSchema, fillIn(json, base));
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const place = v.getDotPath(issue)?.slice(0, 100);
  throw badRecipe(place ? `"${place}": ${issue.message.slice(0, 200)}` : 'it is no JSON object');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRecipe('it is no JSON', error);
  }
}

/** Groups whose entries may be given one by one; an optimiser is given whole, as its kind decides. */
const GROUPS = ['network', 'weightMap', 'augmentation'] as const;

function fillIn(json: unknown, base: TrainingRecipe): unknown {
  if (!isObject(json)) return json;
  const filled: Record<string, unknown> = { ...base, ...json };
  for (const group of GROUPS) {
    const given = json[group];
    if (isObject(given)) filled[group] = { ...base[group], ...given };
  }
  return filled;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function badRecipe(what: string, cause?: unknown): AppError {
  return new AppError(
    'invalid-argument',
    `The recipe cannot be used: ${what}. Correct the file, or start from a recipe that Cellpane saved.`,
    { cause },
  );
}
