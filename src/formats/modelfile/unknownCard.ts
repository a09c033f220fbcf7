import type { ModelCard, UnetSpec } from '#domain/model/modelCard.ts';

const MAX_TITLE_LENGTH = 300;

/** A card for a network that came without one: usual settings, and no claim about its training. */
export function unknownCard(network: UnetSpec, title: string): ModelCard {
  return {
    id: 'model',
    title: title.trim().slice(0, MAX_TITLE_LENGTH) || 'Model without a card',
    summary: 'A network that came without a card: check its result on your own images.',
    modality: 'not stated',
    version: 'not stated',
    network,
    trainedOn: [],
    trainingNote:
      'How it was trained is not known. Intensities are mapped as for the built-in models; if its result is poor, it may have been trained on another range, or at another scale.',
    normalization: { kind: 'percentile', lowPercent: 0.1, highPercent: 99.9, outputRange: [-1, 1] },
    channels: Array.from({ length: network.inputChannels }, (_, i) => `channel ${i + 1}`),
    pixelSizeUm: null,
    objectDiameterPx: [10, 60],
    defaults: {
      threshold: 0.5,
      minimumSizePx: 16,
      fillHoles: true,
      removeBorderObjects: false,
      splitTouching: 0.5,
      growToBorders: false,
    },
    scores: [],
    licence: 'not stated',
  };
}
