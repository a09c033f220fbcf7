import * as v from 'valibot';
import { fileDescription, inputSchema, outputSchema } from '#formats/bioimageio/tensorSchema.ts';

/*
 * A model description 0.5, written from the text of the specification:
 * https://github.com/bioimage-io/spec-bioimage-io, model/v0_5.py and generic/v0_3.py, format version
 * 0.5.9. Entries that Cellpane has no use for (badges, uploader, parent, run_mode, other datasets, …)
 * are left out; where the text has them, this schema refuses them.
 */

/** Forms in which weights can lie in a package, as the specification names them. */
export const WEIGHT_FORMATS = [
  'keras_hdf5',
  'keras_v3',
  'onnx',
  'pytorch_state_dict',
  'tensorflow_js',
  'tensorflow_saved_model_bundle',
  'torchscript',
] as const;

const version = v.pipe(v.string(), v.regex(/^\d+(\.\d+){0,2}([.-]?\w+)*$/, 'is no version'));
const weightsEntry = {
  ...fileDescription,
  parent: v.exactOptional(v.nullable(v.picklist(WEIGHT_FORMATS))),
  comment: v.exactOptional(v.string()),
};
const weightsSchema = v.strictObject({
  tensorflow_js: v.exactOptional(v.strictObject({ ...weightsEntry, tensorflow_version: version })),
  onnx: v.exactOptional(
    v.strictObject({
      ...weightsEntry,
      opset_version: v.pipe(v.number(), v.integer(), v.minValue(7)),
    }),
  ),
});

const author = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.regex(/^[^/\\]*$/, 'holds a slash')),
  affiliation: v.exactOptional(v.nullable(v.string())),
  email: v.exactOptional(v.nullable(v.pipe(v.string(), v.email()))),
  github_user: v.exactOptional(v.nullable(v.string())),
  orcid: v.exactOptional(v.nullable(v.string())),
});
const citation = v.pipe(
  v.strictObject({
    text: v.string(),
    doi: v.exactOptional(v.nullable(v.pipe(v.string(), v.regex(/^10\.[0-9]{4}.+$/, 'is no DOI')))),
    url: v.exactOptional(v.nullable(v.pipe(v.string(), v.url()))),
  }),
  v.check(({ doi, url }) => Boolean(doi) || Boolean(url), 'needs a DOI or an address'),
);
const tolerance = v.strictObject({
  relative_tolerance: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.01))),
  absolute_tolerance: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
});

/** The whole of an `rdf.yaml`. */
export const descriptionSchema = v.strictObject({
  type: v.literal('model'),
  format_version: v.pipe(v.string(), v.regex(/^0\.5\.\d+$/, 'is no version 0.5')),
  name: v.pipe(
    v.string(),
    v.minLength(5),
    v.maxLength(128),
    v.regex(/^[A-Za-z0-9_+\- ()]*$/, 'may only hold letters, digits, _ + - ( ) and spaces'),
  ),
  description: v.exactOptional(v.pipe(v.string(), v.maxLength(1024))),
  version: v.exactOptional(v.nullable(version)),
  timestamp: v.exactOptional(v.pipe(v.string(), v.isoTimestamp())),
  authors: v.exactOptional(v.array(author)),
  cite: v.exactOptional(v.array(citation)),
  license: v.exactOptional(v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9.+-]+$/)))),
  documentation: v.exactOptional(v.nullable(v.pipe(v.string(), v.endsWith('.md')))),
  covers: v.exactOptional(v.array(v.pipe(v.string(), v.regex(/\.(gif|jpe?g|png|svg)$/i)))),
  attachments: v.exactOptional(v.array(v.strictObject(fileDescription))),
  tags: v.exactOptional(v.array(v.string())),
  links: v.exactOptional(v.array(v.string())),
  git_repo: v.exactOptional(v.nullable(v.pipe(v.string(), v.url()))),
  inputs: v.pipe(v.array(inputSchema), v.minLength(1)),
  outputs: v.pipe(v.array(outputSchema), v.minLength(1)),
  weights: weightsSchema,
  config: v.exactOptional(
    v.looseObject({
      bioimageio: v.exactOptional(
        v.looseObject({ reproducibility_tolerance: v.exactOptional(v.array(tolerance)) }),
      ),
    }),
  ),
});

/** A model description 0.5 as far as Cellpane uses it. */
export type ModelDescription = v.InferOutput<typeof descriptionSchema>;
