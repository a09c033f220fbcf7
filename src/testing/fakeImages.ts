import type { ChannelSummary } from '#domain/image/channelSummary.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { ModelCard } from '#domain/model/modelCard.ts';

/** Two models with different default thresholds. */
export const FAKE_CARDS: readonly ModelCard[] = [
  fakeCard('nuclei', 0.5),
  fakeCard('em-membranes', 0.3),
];

/** A model card with only its id, title and default threshold of interest. */
function fakeCard(id: string, threshold: number): ModelCard {
  return {
    id,
    title: id,
    summary: `Finds ${id}.`,
    modality: 'fluorescence',
    version: '1',
    network: { depth: 2, baseFeatures: 4, inputChannels: 1, classCount: 2 },
    trainedOn: [],
    trainingNote: '',
    normalization: { kind: 'percentile', lowPercent: 1, highPercent: 99, outputRange: [0, 1] },
    channels: ['grey'],
    pixelSizeUm: null,
    objectDiameterPx: [8, 40],
    defaults: {
      threshold,
      minimumSizePx: 0,
      fillHoles: true,
      removeBorderObjects: false,
      splitTouching: 0.5,
      growToBorders: false,
    },
    scores: [],
    licence: 'MIT',
  };
}

/** An 8 × 4 image of zeros with one channel. */
export function fakeImage(): DecodedImage {
  return {
    width: 8,
    height: 4,
    pixelType: 'uint8',
    channels: [new Uint8Array(32)],
    channelNames: ['Channel 1'],
    isRgb: false,
    bitsPerSample: 8,
    pageIndex: 0,
    pageCount: 1,
    pixelSizeUm: null,
    formatName: 'PNG',
  };
}

/** Labels of that image: two objects of 4 px. */
export function fakeLabels(): LabelImage {
  const data = new Uint32Array(32);
  data.fill(1, 0, 4);
  data.fill(2, 12, 16);
  return { width: 8, height: 4, data };
}

/**
 * A label image as a file holds it: `fakeLabels`; with `labels wide` one twice as wide, with
 * `labels mask` one whose objects all have the value 1.
 */
export function fakeLabelFile(text: string): DecodedImage {
  const { width, height, data } = fakeLabels();
  const ids = text === 'labels mask' ? data.map((id) => Math.min(1, id)) : data;
  const values = text === 'labels wide' ? [...ids, ...ids] : [...ids];
  return {
    ...fakeImage(),
    width: (width * values.length) / data.length,
    height,
    pixelType: 'uint16',
    bitsPerSample: 16,
    channels: [Uint16Array.from(values)],
  };
}

/** Summary of that one channel. */
export function fakeChannel(): ChannelSummary {
  return {
    name: 'Channel 1',
    min: 0,
    max: 200,
    nonFiniteCount: 0,
    histogram: new Uint32Array(256),
    autoRange: [10, 150],
    codeOffset: 0,
    codeStep: 1,
  };
}
