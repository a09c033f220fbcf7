import * as v from 'valibot';

/*
 * Axes and tensors of a model description 0.5, written from the text of the specification:
 * https://github.com/bioimage-io/spec-bioimage-io, model/v0_5.py, format version 0.5.9.
 * Unknown entries are refused, as they are there.
 */

/** A Python identifier of small letters, as tensors and axes are called. */
const identifier = (maxLength: number) =>
  v.pipe(v.string(), v.maxLength(maxLength), v.regex(/^[a-z_][a-z0-9_]*$/, 'is no identifier'));

export const tensorId = identifier(32);
const axisId = v.pipe(
  identifier(16),
  v.check((id) => id !== 'batch', 'is kept for batches'),
);
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const description = v.exactOptional(v.pipe(v.string(), v.maxLength(128)));
/** SHA-256 and place of a file in the package, or its web address. */
export const fileDescription = {
  source: v.pipe(v.string(), v.minLength(1)),
  sha256: v.exactOptional(v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)))),
};

const parameterizedSize = v.strictObject({ min: positive, step: positive });
const sizeReference = v.strictObject({
  tensor_id: tensorId,
  axis_id: axisId,
  offset: v.exactOptional(v.pipe(v.number(), v.integer())),
});
const batchAxis = v.strictObject({
  type: v.literal('batch'),
  id: v.exactOptional(v.literal('batch')),
  description,
  size: v.exactOptional(v.nullable(v.literal(1))),
});
const channelAxis = v.strictObject({
  type: v.literal('channel'),
  id: v.exactOptional(axisId),
  description,
  channel_names: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^[A-Za-z_]\w*$/, 'is no identifier'))),
    v.minLength(1),
  ),
});
// The specification has more units; these are those of microscopes.
const SPACE_UNITS = ['centimeter', 'micrometer', 'millimeter', 'nanometer'] as const;
const spaceEntries = {
  type: v.literal('space'),
  id: v.exactOptional(axisId),
  description,
  unit: v.exactOptional(v.nullable(v.picklist(SPACE_UNITS))),
  scale: v.exactOptional(v.pipe(v.number(), v.gtValue(0))),
};
const spaceInputAxis = v.strictObject({
  ...spaceEntries,
  size: v.union([positive, parameterizedSize, sizeReference]),
  concatenable: v.exactOptional(v.boolean()),
});
const spaceOutputAxis = v.strictObject({
  ...spaceEntries,
  size: v.union([positive, sizeReference]),
});
const spaceOutputAxisWithHalo = v.strictObject({
  ...spaceEntries,
  size: sizeReference,
  halo: positive,
});

const NUMBER_TYPES = [
  'float32',
  'float64',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'uint32',
  'int32',
  'uint64',
  'int64',
] as const;
const dataDescription = v.strictObject({
  type: v.exactOptional(v.picklist(NUMBER_TYPES)),
  range: v.exactOptional(v.tuple([v.nullable(v.number()), v.nullable(v.number())])),
  unit: v.exactOptional(v.string()),
  scale: v.exactOptional(v.number()),
  offset: v.exactOptional(v.nullable(v.number())),
});

const axesList = v.pipe(v.array(v.string()), v.minLength(1));
const epsilon = v.exactOptional(v.pipe(v.number(), v.gtValue(0), v.maxValue(0.1)));
const scaleRange = v.strictObject({
  id: v.literal('scale_range'),
  kwargs: v.pipe(
    v.strictObject({
      axes: v.exactOptional(v.nullable(axesList)),
      min_percentile: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(100)), 0),
      max_percentile: v.optional(v.pipe(v.number(), v.gtValue(1), v.maxValue(100)), 100),
      eps: epsilon,
      reference_tensor: v.exactOptional(v.nullable(tensorId)),
    }),
    v.check(
      (kwargs) => kwargs.min_percentile < kwargs.max_percentile,
      'min_percentile must be below max_percentile',
    ),
  ),
});
const clip = v.strictObject({
  id: v.literal('clip'),
  kwargs: v.pipe(
    v.strictObject({
      min: v.exactOptional(v.nullable(v.number())),
      max: v.exactOptional(v.nullable(v.number())),
    }),
    v.check(({ min, max }) => typeof min === 'number' || typeof max === 'number', 'has no limit'),
  ),
});
const scaleLinear = v.strictObject({
  id: v.literal('scale_linear'),
  kwargs: v.pipe(
    v.strictObject({ gain: v.optional(v.number(), 1), offset: v.optional(v.number(), 0) }),
    v.check(({ gain, offset }) => gain !== 1 || offset !== 0, 'changes nothing'),
  ),
});
const zeroMeanUnitVariance = v.strictObject({
  id: v.literal('zero_mean_unit_variance'),
  kwargs: v.exactOptional(
    v.strictObject({ axes: v.exactOptional(v.nullable(axesList)), eps: epsilon }),
  ),
});
const ensureDtype = v.strictObject({
  id: v.literal('ensure_dtype'),
  kwargs: v.strictObject({ dtype: v.picklist([...NUMBER_TYPES, 'bool']) }),
});
const processing = v.array(
  v.variant('id', [scaleRange, clip, scaleLinear, zeroMeanUnitVariance, ensureDtype]),
);

const tensorEntries = {
  id: tensorId,
  description,
  test_tensor: v.exactOptional(
    v.strictObject({ ...fileDescription, source: v.pipe(v.string(), v.endsWith('.npy')) }),
  ),
  data: v.exactOptional(dataDescription),
};

/** An input of a model. */
export const inputSchema = v.strictObject({
  ...tensorEntries,
  axes: v.pipe(
    v.array(v.variant('type', [batchAxis, channelAxis, spaceInputAxis])),
    v.minLength(1),
  ),
  optional: v.exactOptional(v.boolean()),
  preprocessing: v.exactOptional(processing),
});

/** An output of a model. */
export const outputSchema = v.strictObject({
  ...tensorEntries,
  axes: v.pipe(
    v.array(v.union([batchAxis, channelAxis, spaceOutputAxis, spaceOutputAxisWithHalo])),
    v.minLength(1),
  ),
  postprocessing: v.exactOptional(processing),
});
