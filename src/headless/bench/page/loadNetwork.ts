import {
  listShards,
  type NetworkWeights,
  readTfjsLayers,
} from '#formats/modelfile/readTfjsLayers.ts';

/** The network at the address of a `model.json`. */
export async function loadNetwork(modelUrl: string): Promise<NetworkWeights> {
  const modelJson: unknown = await (await fetch(modelUrl)).json();
  const shards = await Promise.all(
    listShards(modelJson).map(async (name) => {
      const response = await fetch(new URL(name, modelUrl));
      return [name, new Uint8Array(await response.arrayBuffer())] as const;
    }),
  );
  return readTfjsLayers(modelJson, new Map(shards));
}
