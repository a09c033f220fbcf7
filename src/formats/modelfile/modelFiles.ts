import type { ModelCard, UnetSpec } from '#domain/model/modelCard.ts';
import type { ModelContent } from '#domain/model/modelContent.ts';
import { badModel } from '#formats/modelfile/badModel.ts';
import { loadTfjsLayers } from '#formats/modelfile/loadTfjsLayers.ts';
import { parseModelCard } from '#formats/modelfile/parseModelCard.ts';
import { listShards } from '#formats/modelfile/readTfjsLayers.ts';
import type { HeadOutput } from '#formats/modelfile/tfjsLayersTopology.ts';
import { unknownCard } from '#formats/modelfile/unknownCard.ts';
import { WEIGHTS_FILE_NAME, writeTfjsLayers } from '#formats/modelfile/writeTfjsLayers.ts';
import { AppError } from '#lib/errors.ts';

export const MODEL_FILE_NAME = 'model.json';
export const CARD_FILE_NAME = 'card.json';

/** Far more than the longest record of a training takes. */
const MAX_JSON_BYTES = 64 * 2 ** 20;

const REMEDY = 'Choose model.json, its weight files and card.json together.';

/**
 * A model as the files that Cellpane and `tf.loadLayersModel` read, by name.
 *
 * @param output what the network gives to others that run it
 * @throws AppError `shape-mismatch` when the weights are not those of the card's network
 */
export function writeModelFiles(
  { card, weights }: ModelContent,
  output: HeadOutput = 'logits',
): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
  const { modelJson, weightBytes } = writeTfjsLayers({ spec: card.network, weights }, output);
  return new Map([
    [MODEL_FILE_NAME, asJsonBytes(modelJson)],
    [WEIGHTS_FILE_NAME, weightBytes],
    [CARD_FILE_NAME, asJsonBytes(card)],
  ]);
}

/**
 * The model in some files of unknown origin. Without a card it gets one that claims nothing.
 *
 * @param files bytes by name; others may be among them
 * @param title for a model without a card
 * @throws AppError `not-found` when there is no `model.json`, `bad-model` when weights are missing or
 *   it is no network that Cellpane can run, or its card is another network's
 */
export async function readModelFiles(
  files: ReadonlyMap<string, Uint8Array>,
  title: string,
): Promise<ModelContent> {
  const modelBytes = files.get(MODEL_FILE_NAME);
  if (!modelBytes) {
    throw new AppError('not-found', `There is no ${MODEL_FILE_NAME} among the files. ${REMEDY}`);
  }
  const modelJson = parseJson(modelBytes, MODEL_FILE_NAME);
  const { spec, weights } = await loadTfjsLayers(modelJson, async (name) => {
    const bytes = files.get(name);
    if (bytes) return bytes;
    const needed = listShards(modelJson).join(', ');
    throw badModel(`its weight file "${name}" is not among the files (it needs ${needed})`, REMEDY);
  });
  const cardBytes = files.get(CARD_FILE_NAME);
  const card = cardBytes
    ? parseModelCard(parseJson(cardBytes, CARD_FILE_NAME))
    : unknownCard(spec, title);
  checkModel(card, spec);
  return { card, weights };
}

/** @throws AppError `bad-model` when card and network are not of one model, or of one not run here */
export function checkModel(card: ModelCard, network: UnetSpec): void {
  const keys = ['depth', 'baseFeatures', 'inputChannels', 'classCount'] as const;
  for (const key of keys) {
    if (card.network[key] === network[key]) continue;
    throw badModel(
      `its card says ${key} ${card.network[key]}, but the network has ${network[key]}`,
      'Take card.json from the same folder as model.json, or leave it out.',
    );
  }
  if (network.inputChannels !== 1) {
    throw badModel(
      `its network reads ${network.inputChannels} channels at once, but Cellpane gives a network one plane`,
      'Use a network with one input channel.',
    );
  }
}

function parseJson(bytes: Uint8Array, name: string): unknown {
  if (bytes.length > MAX_JSON_BYTES) {
    throw badModel(`its ${name} has ${bytes.length} bytes`, 'Get all files of the model again.');
  }
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw badModel(`its ${name} is no JSON`, 'Get all files of the model again.', error);
  }
}

function asJsonBytes(json: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${JSON.stringify(json, null, 2)}\n`);
}
