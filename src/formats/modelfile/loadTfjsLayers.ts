import {
  listShards,
  type NetworkWeights,
  readTfjsLayers,
} from '#formats/modelfile/readTfjsLayers.ts';

/**
 * The U-Net in a tfjs-layers model whose weight files have still to be read.
 *
 * @param modelJson parsed JSON of `model.json`
 * @param readShard bytes of a weight file that lies beside it
 * @throws AppError `bad-model` as `readTfjsLayers`; whatever `readShard` throws
 */
export async function loadTfjsLayers(
  modelJson: unknown,
  readShard: (name: string) => Promise<Uint8Array>,
): Promise<NetworkWeights> {
  const shards = await Promise.all(
    listShards(modelJson).map(async (name) => [name, await readShard(name)] as const),
  );
  return readTfjsLayers(modelJson, new Map(shards));
}
