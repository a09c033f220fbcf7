import * as v from 'valibot';
import { PROJECT_VERSION } from '#domain/project/project.ts';
import { RECIPE_PRESET_IDS, type RecipePresetId } from '#domain/training/recipes.ts';
import { between, count, list } from '#formats/modelfile/cardParts.ts';
import { idSchema, imageSchema, MAX_PAGES, pageIndexSchema } from '#formats/project/imageSchema.ts';
import { recipeSchema } from '#formats/recipe/parseRecipe.ts';

/** Far more than a page can show; a bound all the same. */
export const MAX_IMAGES = 10_000;
const MAX_MODELS = 1000;
const MAX_TITLE_LENGTH = 1000;

const timestamp = v.pipe(
  v.string(),
  v.maxLength(40),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'is no time'),
);

const trainingSchema = v.strictObject({
  start: v.picklist(['model', 'scratch']),
  presetId: v.nullable(
    v.custom<RecipePresetId>((id) => RECIPE_PRESET_IDS.some((known) => known === id)),
  ),
  recipe: recipeSchema,
  roles: v.pipe(
    v.record(idSchema, v.picklist(['auto', 'training', 'validation', 'unused'])),
    v.maxEntries(MAX_IMAGES),
  ),
});

const settingsSchema = v.strictObject({
  chosenModelId: v.nullable(idSchema),
  runOptions: v.strictObject({
    scale: between(0.25, 4),
    matchesPixelSize: v.exactOptional(v.boolean()),
    averageSymmetries: v.boolean(),
    region: v.picklist(['whole', 'view', 'rectangle']),
  }),
  overlay: v.strictObject({
    isVisible: v.boolean(),
    style: v.picklist(['outline', 'filled']),
    opacity: between(0, 1),
  }),
  shownOverlay: v.picklist(['prediction', 'annotation']),
  paint: v.strictObject({
    mode: v.picklist(['new', 'extend', 'background', 'ignore']),
    radiusPx: between(0.1, 100_000),
    eraseTo: v.picklist(['background', 'ignore']),
    overwritesObjects: v.boolean(),
    classIndex: count(1, 65_535),
    classCount: count(2, 65_536),
  }),
  training: trainingSchema,
});

const factsSchema = v.strictObject({
  version: v.literal(PROJECT_VERSION),
  id: idSchema,
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_TITLE_LENGTH)),
  createdAt: timestamp,
  changedAt: timestamp,
  imageIds: list(idSchema, MAX_IMAGES),
  currentImageId: v.nullable(idSchema),
  settings: settingsSchema,
});

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
const pages = list(v.strictObject({ pageIndex: pageIndexSchema, path }), MAX_PAGES);

/** A `PackedProject` of the current version. */
export const projectSchema = v.strictObject({
  facts: factsSchema,
  images: list(imageSchema, MAX_IMAGES),
  parts: list(
    v.strictObject({
      imageId: idSchema,
      pixels: v.nullable(v.strictObject({ kind: v.picklist(['file', 'planes']), path })),
      maps: pages,
      annotations: pages,
    }),
    MAX_IMAGES,
  ),
  modelIds: list(idSchema, MAX_MODELS),
});
