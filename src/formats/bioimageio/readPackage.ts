import * as v from 'valibot';
import type { ModelContent } from '#domain/model/modelContent.ts';
import { WEIGHT_FORMATS } from '#formats/bioimageio/descriptionSchema.ts';
import { parseYaml } from '#formats/bioimageio/parseYaml.ts';
import { badModel } from '#formats/modelfile/badModel.ts';
import { readModelZip } from '#formats/modelfile/modelZip.ts';
import { readOnnxUnet } from '#formats/onnx/onnxFile.ts';
import { Sha256 } from '#formats/zip/sha256.ts';

/** Names that the specification gives to a description. */
const DESCRIPTION_NAME = /^(rdf|bioimageio|model)\.ya?ml$/i;
const REMEDY = 'Get the package again, or choose another model.';
/** Weights that may be the paper's U-Net in a form that Cellpane reads, best first. */
const READABLE = ['tensorflow_js', 'onnx'] as const;

/** What of a description is needed to find the weights; the rest may be as it likes. */
const outlineSchema = v.object({
  type: v.string(),
  name: v.optional(v.pipe(v.string(), v.maxLength(1000)), ''),
  weights: v.record(v.string(), v.unknown()),
});
const entrySchema = v.object({
  source: v.pipe(v.string(), v.maxLength(1000)),
  sha256: v.nullish(v.string()),
});

/** True for the file name of a description of bioimage.io. */
export function isDescriptionName(name: string): boolean {
  return DESCRIPTION_NAME.test(name);
}

/**
 * The model in a package of bioimage.io. Cellpane reads those that it wrote itself, and others whose
 * TensorFlow.js weights are the paper's U-Net.
 *
 * @param description bytes of the `rdf.yaml`
 * @param readFile bytes of a file beside it; `undefined` when there is none
 * @param title for a model without a card and a name
 * @throws AppError `bad-model` when it holds other weights, which the message names, or as
 *   `readModelZip` and `readOnnxUnet`
 */
export async function readPackage(
  description: Uint8Array,
  readFile: (name: string) => Promise<Uint8Array | undefined>,
  title: string,
): Promise<ModelContent> {
  const outline = v.safeParse(outlineSchema, await parseYaml(description));
  if (!outline.success || outline.output.type !== 'model') {
    throw badModel('its description is not one of a model of bioimage.io', REMEDY);
  }
  const { name, weights } = outline.output;
  const format = READABLE.find(
    (candidate) => Object.hasOwn(weights, candidate) && weights[candidate],
  );
  if (!format) throw otherWeights(weights);
  const bytes = await readWeights(format, weights[format], readFile);
  const wholeTitle = name === '' ? title : name;
  return format === 'onnx' ? readOnnxUnet(bytes, wholeTitle) : readModelZip(bytes, wholeTitle);
}

function otherWeights(weights: Readonly<Record<string, unknown>>) {
  const found = WEIGHT_FORMATS.filter((format) => Object.hasOwn(weights, format));
  const list = found.length > 0 ? found.join(', ') : 'no form that the specification knows';
  return badModel(
    `it is a bioimage.io package with weights as ${list}, but Cellpane runs tensorflow_js weights of the U-Net of Ronneberger 2015, and ONNX files that it wrote itself`,
    'Choose a package with such weights, or convert the network to tfjs-layers.',
  );
}

async function readWeights(
  format: string,
  json: unknown,
  readFile: (name: string) => Promise<Uint8Array | undefined>,
): Promise<Uint8Array<ArrayBuffer>> {
  const entry = v.safeParse(entrySchema, json);
  if (!entry.success) throw badModel(`its description does not say where ${format} lie`, REMEDY);
  const { source, sha256 } = entry.output;
  const shown = source.slice(0, 200);
  if (!/^(\.\/)?[\w][\w. -]*$/.test(source)) {
    throw badModel(
      `its weights lie at “${shown}”, which is not a file of the package itself`,
      'Download the whole package from bioimage.io, as a ZIP file with its weights.',
    );
  }
  const bytes = await readFile(source.replace(/^\.\//, ''));
  if (!bytes) throw badModel(`its weights “${shown}” are missing`, REMEDY);
  const found = new Sha256().update(bytes).hex();
  if (sha256 && sha256.toLowerCase() !== found) {
    throw badModel(`the checksum of “${shown}” is not the one in its description`, REMEDY);
  }
  return bytes.slice();
}
