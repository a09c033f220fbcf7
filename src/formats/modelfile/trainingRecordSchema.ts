import * as v from 'valibot';
import {
  between,
  count,
  instanceSettingsSchema,
  line,
  list,
  networkSchema,
  normalizationSchema,
  positivePair,
} from '#formats/modelfile/cardParts.ts';
import { recipeSchema } from '#formats/recipe/parseRecipe.ts';

const MAX_IMAGES = 10_000;
const MAX_POINTS = 50_000;
const MAX_ITERATIONS = 10_000_000;

const finite = v.pipe(v.number(), v.finite());
const share = between(0, 1);
const iteration = count(0, MAX_ITERATIONS);
const sha256 = v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'is no SHA-256')));

/** What a card tells of a model's training. */
export const trainingRecordSchema = v.object({
  version: line,
  tfjsVersion: line,
  seed: count(0, 0xffff_ffff),
  recipe: recipeSchema,
  network: networkSchema,
  normalization: normalizationSchema,
  instanceSettings: instanceSettingsSchema,
  objectDiameterPx: positivePair,
  startedFrom: v.nullable(line),
  rehearsed: v.nullable(v.picklist(['nuclei', 'phase-cells', 'membranes'])),
  backend: line,
  adapter: line,
  inputEdgePx: count(1, 100_000),
  batchSize: count(1, 1000),
  data: list(
    v.object({
      name: v.pipe(v.string(), v.maxLength(1000)),
      role: v.picklist(['training', 'validation', 'training and validation']),
      width: count(1, 1e9),
      height: count(1, 1e9),
      objects: count(0, 1e9),
      imageSha256: sha256,
      annotationSha256: sha256,
    }),
    MAX_IMAGES,
  ),
  iterations: iteration,
  seconds: between(0, 1e9),
  history: v.object({
    loss: list(v.tuple([iteration, finite]), MAX_POINTS),
    validation: list(
      v.object({ iteration, iou: share, f1_50: share, seg: share, loss: v.nullable(finite) }),
      MAX_POINTS,
    ),
  }),
  bestIteration: v.nullable(iteration),
  startedAt: line,
});
