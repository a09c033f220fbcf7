import * as v from 'valibot';
import { badModel } from '#formats/modelfile/badModel.ts';
import { list } from '#formats/modelfile/cardParts.ts';

/** One layer of somebody's network; nothing in `config` has been checked yet. */
export interface ParsedLayer {
  readonly name: string;
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Names of the layers it reads, in order. */
  readonly inputs: readonly string[];
}

/** What a tfjs-layers `model.json` says, in one form for its dialects. */
export interface ParsedModelJson {
  readonly layers: readonly ParsedLayer[];
  readonly outputName: string;
  readonly weightGroups: readonly WeightGroup[];
}

/** Weights that lie one after the other in the joined bytes of some files. */
export interface WeightGroup {
  /** File names, in the order in which their bytes are joined. */
  readonly paths: readonly string[];
  readonly weights: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly dtype: string;
    readonly isQuantized: boolean;
  }[];
}

const MAX_LAYERS = 500;
const MAX_WEIGHTS = 1000;
const MAX_SHARDS = 1000;

const nameSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
/** A plain file name: nothing that could point to another folder or another site. */
const shardNameSchema = v.pipe(nameSchema, v.regex(/^[\w-][\w.-]*$/, 'is no plain file name'));
const edgeSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));

const connectionSchema = v.tupleWithRest([nameSchema, v.number(), v.number()], v.unknown());
const layerSchema = v.object({
  name: nameSchema,
  class_name: nameSchema,
  config: v.record(v.string(), v.unknown()),
  inbound_nodes: list(list(connectionSchema, 10), 1),
});
const graphSchema = v.object({
  class_name: v.string(),
  config: v.object({
    layers: v.pipe(list(layerSchema, MAX_LAYERS), v.minLength(1)),
    output_layers: v.pipe(
      list(v.tupleWithRest([nameSchema], v.unknown()), 100),
      v.length(1, 'a network with one output is needed'),
    ),
  }),
});
const weightSchema = v.object({
  name: nameSchema,
  shape: list(edgeSchema, 8),
  dtype: nameSchema,
  quantization: v.optional(v.unknown()),
});
const manifestSchema = list(
  v.object({
    paths: list(shardNameSchema, MAX_SHARDS),
    weights: list(weightSchema, MAX_WEIGHTS),
  }),
  100,
);
const modelSchema = v.object({
  modelTopology: v.union([v.object({ model_config: graphSchema }), graphSchema]),
  weightsManifest: manifestSchema,
});

const REMEDY = 'Export the network again with tf.LayersModel.save, or choose another model.';

/**
 * Checks the outer form of a `model.json`: layers, connections and the list of weights.
 *
 * @param modelJson parsed JSON of unknown origin
 * @throws AppError `bad-model` when a part is missing or has another form
 */
export function parseModelJson(modelJson: unknown): ParsedModelJson {
  refuseGraphModel(modelJson);
  const parsed = v.safeParse(modelSchema, modelJson);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const place = v.getDotPath(issue)?.slice(0, 200) ?? 'the file';
    throw badModel(
      `its model.json is not readable at ${place} (${issue.message.slice(0, 200)})`,
      REMEDY,
    );
  }
  const { modelTopology, weightsManifest } = parsed.output;
  const graph = 'model_config' in modelTopology ? modelTopology.model_config : modelTopology;
  const [outputLayer] = graph.config.output_layers;
  return {
    layers: graph.config.layers.map((layer) => ({
      name: layer.name,
      className: layer.class_name,
      config: layer.config,
      inputs: (layer.inbound_nodes[0] ?? []).map(([input]) => input),
    })),
    outputName: outputLayer?.[0] ?? '',
    weightGroups: weightsManifest.map((group) => ({
      paths: group.paths,
      weights: group.weights.map(({ quantization, ...weight }) => ({
        ...weight,
        isQuantized: quantization !== undefined && quantization !== null,
      })),
    })),
  };
}

/** Frozen TensorFlow graphs share the file name but hold operations instead of layers. */
function refuseGraphModel(modelJson: unknown): void {
  const format = v.safeParse(v.object({ format: v.literal('graph-model') }), modelJson);
  if (format.success) {
    throw badModel('it is a frozen TensorFlow graph, not a model made of layers', REMEDY);
  }
}
