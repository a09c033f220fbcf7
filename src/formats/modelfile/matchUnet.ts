import type { UnetSpec } from '#domain/model/modelCard.ts';
import { badModel } from '#formats/modelfile/badModel.ts';
import { claimedNetwork, NETWORK_REMEDY } from '#formats/modelfile/claimedNetwork.ts';
import { differingSettings, isIdentity, isKnownKind } from '#formats/modelfile/layerSettings.ts';
import type { ParsedLayer } from '#formats/modelfile/parseModelJson.ts';
import { tfjsLayersTopology } from '#formats/modelfile/tfjsLayersTopology.ts';

/** A network that is a U-Net of the paper's kind, whatever its layers are called. */
export interface UnetMatch {
  readonly spec: UnetSpec;
  /** Layer of `tfjsLayersTopology(spec)` → the same layer's name in the file. */
  readonly layerNames: ReadonlyMap<string, string>;
}

/**
 * Recognises the paper's U-Net by its structure: every layer, setting and connection must be that
 * of `tfjsLayersTopology` for some depth, feature count, channels and classes.
 * A softmax after the last layer is accepted, as logits differ from it only by that step.
 *
 * @throws AppError `bad-model` that names the first layer that differs
 */
export function matchUnet(layers: readonly ParsedLayer[], outputName: string): UnetMatch {
  const actual = byName(layers);
  for (const layer of layers) {
    if (!isKnownKind(layer)) {
      throw badModel(
        `its layer "${layer.name}" is of the kind ${layer.className}, which this U-Net has not`,
        NETWORK_REMEDY,
      );
    }
  }
  const spec = guessSpec(layers, outputName);
  const topology = tfjsLayersTopology(spec);
  const expected = byName(
    topology.config.layers.map((layer) => ({
      name: layer.name,
      className: layer.class_name,
      config: layer.config,
      inputs: (layer.inbound_nodes[0] ?? []).map(([input]) => input),
    })),
  );
  const layerNames = new Map<string, string>();
  const open: (readonly [expected: string, actual: string])[] = [['head', outputName]];
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const expectedLayer = skipIdentities(expected, pair[0]);
    const actualLayer = skipIdentities(actual, pair[1]);
    const known = layerNames.get(expectedLayer.name);
    if (known === actualLayer.name) continue;
    if (known !== undefined) {
      throw badModel(
        `its layers "${known}" and "${actualLayer.name}" should be one`,
        NETWORK_REMEDY,
      );
    }
    checkSameLayer(expectedLayer, actualLayer);
    layerNames.set(expectedLayer.name, actualLayer.name);
    expectedLayer.inputs.forEach((input, index) => {
      open.push([input, actualLayer.inputs[index] as string]);
    });
  }
  return { spec, layerNames };
}

function byName(layers: readonly ParsedLayer[]): ReadonlyMap<string, ParsedLayer> {
  const named = new Map(layers.map((layer) => [layer.name, layer]));
  if (named.size !== layers.length) {
    throw badModel('two of its layers have the same name', NETWORK_REMEDY);
  }
  return named;
}

/** Depth, features, channels and classes as the file claims them; the match then proves them. */
function guessSpec(layers: readonly ParsedLayer[], outputName: string): UnetSpec {
  const first = layers.find((layer) => layer.className === 'Conv2D');
  const input = layers.find((layer) => layer.className === 'InputLayer');
  const output = layers.find((layer) => layer.name === outputName);
  const inputShape = input?.config['batch_input_shape'] ?? input?.config['batch_shape'];
  return claimedNetwork({
    depth: layers.filter((layer) => layer.className === 'MaxPooling2D').length,
    baseFeatures: first?.config['filters'],
    inputChannels: Array.isArray(inputShape) ? inputShape.at(-1) : undefined,
    classCount: output?.config['filters'],
  });
}

/** The layer itself, or the one it merely passes on. */
function skipIdentities(layers: ReadonlyMap<string, ParsedLayer>, start: string): ParsedLayer {
  let name = start;
  for (let steps = 0; steps <= layers.size; steps++) {
    const layer = layers.get(name);
    if (!layer)
      throw badModel(`a layer reads from "${name}", which does not exist`, NETWORK_REMEDY);
    if (!isIdentity(layer)) return layer;
    name = layer.inputs[0] ?? '';
  }
  throw badModel(`its layers read from each other in a circle around "${start}"`, NETWORK_REMEDY);
}

function checkSameLayer(expected: ParsedLayer, actual: ParsedLayer): void {
  if (expected.className !== actual.className) {
    throw badModel(
      `its layer "${actual.name}" is a ${actual.className} where a ${expected.className} belongs`,
      NETWORK_REMEDY,
    );
  }
  for (const { setting, wanted, found } of differingSettings(expected, actual)) {
    if (expected.name === 'head' && setting === 'activation' && found === '"softmax"') continue;
    throw badModel(
      `its layer "${actual.name}" has ${setting} ${found} where ${wanted} belongs`,
      NETWORK_REMEDY,
    );
  }
  if (expected.inputs.length !== actual.inputs.length) {
    throw badModel(
      `its layer "${actual.name}" reads ${actual.inputs.length} layers where ${expected.inputs.length} belong`,
      NETWORK_REMEDY,
    );
  }
}
