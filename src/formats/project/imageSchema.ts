import * as v from 'valibot';
import { between, count, instanceSettingsSchema, list } from '#formats/modelfile/cardParts.ts';

/** Longer than any name that a file system allows; pages may be given others. */
const MAX_NAME_LENGTH = 20_000;
const MAX_CHANNELS = 1000;
/** Of one image file. */
export const MAX_PAGES = 65_534;
const MAX_REGIONS = 10_000;
const MAX_DELETIONS = 100_000;
const MAX_TUNED_MODELS = 1000;

const finite = v.pipe(v.number(), v.finite());
const text = (maxLength: number) => v.pipe(v.string(), v.maxLength(maxLength));

/** Also part of file names, so nothing that leads elsewhere. */
export const idSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'is no id'),
);

/** An edge of an image, px. */
export const sizeSchema = count(1, 144_000_000);

/** Which page of an image, from 0. */
export const pageIndexSchema = count(0, MAX_PAGES - 1);

const color = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'is no colour'));

const pixelSize = v.nullable(v.pipe(finite, v.gtValue(0)));

const rectangleSchema = v.strictObject({
  x: between(0, 144_000_000),
  y: between(0, 144_000_000),
  width: v.pipe(between(0, 144_000_000), v.gtValue(0)),
  height: v.pipe(between(0, 144_000_000), v.gtValue(0)),
});

/** A `DecodedImage` without its pixels. */
export const imageInfoSchema = v.strictObject({
  width: sizeSchema,
  height: sizeSchema,
  pixelType: v.picklist([
    'uint8',
    'int8',
    'uint16',
    'int16',
    'uint32',
    'int32',
    'float32',
    'float64',
  ]),
  channelNames: v.pipe(list(text(MAX_NAME_LENGTH), MAX_CHANNELS), v.minLength(1)),
  channelColors: v.exactOptional(list(v.nullable(color), MAX_CHANNELS)),
  isZeroWhite: v.exactOptional(v.boolean()),
  isRgb: v.boolean(),
  bitsPerSample: count(1, 64),
  pageIndex: pageIndexSchema,
  pageCount: count(1, MAX_PAGES),
  stack: v.exactOptional(
    v.strictObject({
      sizeZ: count(1, MAX_PAGES),
      sizeT: count(1, MAX_PAGES),
      fastest: v.picklist(['z', 't']),
      zStepUm: pixelSize,
      timeStepS: pixelSize,
    }),
  ),
  pixelSizeUm: pixelSize,
  fullSize: v.exactOptional(
    v.strictObject({ width: count(1, 2 ** 32), height: count(1, 2 ** 32) }),
  ),
  formatName: text(1000),
});

const predictionSchema = v.strictObject({
  pageIndex: pageIndexSchema,
  modelId: idSchema,
  settings: instanceSettingsSchema,
  regions: v.nullable(list(rectangleSchema, MAX_REGIONS)),
  deletions: list(list(count(0, 144_000_000), MAX_DELETIONS), MAX_DELETIONS),
  isUnsaved: v.boolean(),
  mapId: idSchema,
  summary: v.nullable(
    v.strictObject({
      objectCount: count(0, 144_000_000),
      meanAreaPx: v.nullable(between(0, 144_000_000)),
      coveredFraction: between(0, 1),
    }),
  ),
});

const seriesSchema = v.strictObject({
  files: v.pipe(
    list(
      v.strictObject({
        name: text(MAX_NAME_LENGTH),
        byteLength: count(0, Number.MAX_SAFE_INTEGER),
      }),
      MAX_PAGES,
    ),
    v.minLength(1),
  ),
  picturesPerPage: count(1, MAX_CHANNELS),
  places: list(count(0, MAX_PAGES - 1), 2 * MAX_PAGES),
});

/** A `ProjectImage`; what must agree with something else is checked by `checkProject`. */
export const imageSchema = v.strictObject({
  id: idSchema,
  name: text(MAX_NAME_LENGTH),
  folder: text(MAX_NAME_LENGTH),
  file: v.nullable(
    v.strictObject({
      byteLength: count(0, Number.MAX_SAFE_INTEGER),
      lastModifiedMs: v.nullable(between(-8.64e15, 8.64e15)),
    }),
  ),
  series: v.nullable(seriesSchema),
  pageIndex: pageIndexSchema,
  info: imageInfoSchema,
  display: list(
    v.strictObject({
      range: v.tuple([finite, finite]),
      color,
      gamma: between(0.01, 100),
      isVisible: v.boolean(),
    }),
    MAX_CHANNELS,
  ),
  pixelSizeUm: pixelSize,
  input: v.strictObject({
    channels: v.pipe(list(count(0, MAX_CHANNELS - 1), MAX_CHANNELS), v.minLength(1)),
    invert: v.boolean(),
  }),
  rectangle: v.nullable(rectangleSchema),
  tunedSettings: v.pipe(v.record(idSchema, instanceSettingsSchema), v.maxEntries(MAX_TUNED_MODELS)),
  predictions: list(predictionSchema, MAX_PAGES),
});
