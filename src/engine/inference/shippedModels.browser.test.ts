import { decode } from 'fast-png';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { PROBABILITY_LEVELS } from '#domain/image/probabilityMap.ts';
import { readNormalizedWindow } from '#domain/tiling/networkInput.ts';
import { startRun, writeProbabilities } from '#domain/tiling/predictionRun.ts';
import { cropToWriteWindow, planTiles } from '#domain/tiling/tilePlan.ts';
import { startBackend } from '#engine/backend.ts';
import { predictTile } from '#engine/inference/predictTile.ts';
import { disposeWeights, uploadWeights } from '#engine/network/unetWeights.ts';
import { expectNoLeak } from '#engine/testing/expectNoLeak.ts';
import { parseModelCard } from '#formats/modelfile/parseModelCard.ts';
import { readTfjsLayers } from '#formats/modelfile/readTfjsLayers.ts';
import { fetchReference, hasReference } from '#testing/fetchReference.ts';

const models = [
  { id: 'nuclei', image: 'data/dsb2018/images/fluo_256x256_2227fd9b.png' },
  { id: 'em-membranes', image: 'data/isbi2012_em/images/train_23.png' },
  { id: 'phase-u373', image: 'data/ctc_u373/images/seq02_t000.png' },
];

const referenceIsHere = await hasReference();

async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  expect(response.ok).toBe(true);
  return new Uint8Array(await response.arrayBuffer());
}

async function fetchPng(url: string): Promise<DecodedImage> {
  const { width, height, channels, data } = decode(await fetchBytes(url));
  const planes = Array.from({ length: Math.min(3, channels) }, (_, channel) =>
    Uint8Array.from({ length: width * height }, (_, i) => data[i * channels + channel] as number),
  );
  return {
    width,
    height,
    pixelType: 'uint8',
    channels: planes,
    channelNames: planes.map((_, channel) => `Channel ${channel + 1}`),
    isRgb: planes.length === 3,
    bitsPerSample: 8,
    pageIndex: 0,
    pageCount: 1,
    pixelSizeUm: null,
    formatName: 'PNG',
  };
}

describe.skipIf(!referenceIsHere)(
  'a shipped model, tile by tile, from file to probability map',
  () => {
    beforeAll(async () => {
      await startBackend('wasm');
    });

    it.each(models)(
      'gives PyTorch’s probabilities for a real image: $id',
      async ({ id, image: path }) => {
        const modelJson = JSON.parse(
          new TextDecoder().decode(await fetchBytes(`/models/${id}/model.json`)),
        );
        const shards = new Map([['weights.bin', await fetchBytes(`/models/${id}/weights.bin`)]]);
        const card = parseModelCard(
          JSON.parse(new TextDecoder().decode(await fetchBytes(`/models/${id}/card.json`))),
        );
        const { spec, weights: values } = readTfjsLayers(modelJson, shards);
        expect(spec).toEqual(card.network);

        const image = await fetchPng(`/shared/${path}`);
        const channels = image.channels.map((_, channel) => channel);
        const run = startRun(
          image,
          { channels, invert: false, normalization: card.normalization, scale: 1 },
          null,
          null,
        );
        await expectNoLeak(async () => {
          const weights = uploadWeights(spec, values);
          const plan = planTiles({
            region: run.region,
            depth: 4,
            maxInputWidth: 500,
            maxInputHeight: 500,
          });
          for (const tile of plan.tiles) {
            const { width, height } = tile.read;
            const pixels = readNormalizedWindow(run.input, tile.read);
            const output = await predictTile(spec, weights, {
              pixels,
              width,
              height,
              averageSymmetries: false,
            });
            writeProbabilities(
              run,
              tile.write,
              cropToWriteWindow(output, plan.outputWidth, tile, spec.depth),
            );
          }
          disposeWeights(weights);
          return 0;
        });

        const expected = (await fetchReference(`models/${id}.expected.safetensors`)).get(
          'probability',
        );
        expect(expected?.data).toHaveLength(run.map.data.length);
        const worst = run.map.data.reduce(
          (largest, level, i) =>
            Math.max(largest, Math.abs(level / PROBABILITY_LEVELS - (expected?.data[i] as number))),
          0,
        );
        // Half a 16-bit level of rounding, and what two float32 implementations differ by.
        expect(worst).toBeLessThan(5e-5);
      },
    );
  },
);
