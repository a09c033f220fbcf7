import type { UnetSpec } from '#domain/model/modelCard.ts';

const FLOAT_BYTES = 4;

/** Work and memory of one forward pass. */
export interface TileCost {
  /** Floating-point operations: two per multiply-accumulate of the convolutions. */
  readonly flops: number;
  /** Largest single feature map in bytes (32-bit floats). */
  readonly largestMapBytes: number;
  /** Bytes alive at the worst moment when every map is freed as soon as its last reader is done. */
  readonly peakBytes: number;
}

/** One feature map: [height, width, features]. */
interface MapSize {
  readonly width: number;
  readonly height: number;
  readonly features: number;
}

const bytes = ({ width, height, features }: MapSize) => FLOAT_BYTES * width * height * features;

/**
 * Cost of one tile through a valid-convolution U-Net, from the layer sizes alone.
 *
 * Source: layer sizes of Ronneberger 2015, Fig. 1. The paper's network costs 300.9 GFLOP for a
 * 572 × 572 tile.
 *
 * @param spec shape of the network
 * @param inputWidth valid input width in px
 * @param inputHeight valid input height in px
 */
export function tileCost(spec: UnetSpec, inputWidth: number, inputHeight: number): TileCost {
  let flops = 0;
  let largestMapBytes = 0;
  let peakBytes = 0;
  let skipBytes = 0;

  /** One convolution; `kept` are bytes of maps that wait for later. */
  const convolve = (input: MapSize, features: number, kernelEdge: number): MapSize => {
    const output = {
      width: input.width - kernelEdge + 1,
      height: input.height - kernelEdge + 1,
      features,
    };
    flops += 2 * output.width * output.height * features * input.features * kernelEdge ** 2;
    note(input, output);
    return output;
  };
  const note = (input: MapSize, output: MapSize) => {
    largestMapBytes = Math.max(largestMapBytes, bytes(input), bytes(output));
    peakBytes = Math.max(peakBytes, skipBytes + bytes(input) + bytes(output));
  };

  let map: MapSize = { width: inputWidth, height: inputHeight, features: spec.inputChannels };
  const skips: MapSize[] = [];
  for (let level = 0; level < spec.depth; level++) {
    const features = spec.baseFeatures * 2 ** level;
    map = convolve(convolve(map, features, 3), features, 3);
    skips.push(map);
    skipBytes += bytes(map);
    map = { width: map.width / 2, height: map.height / 2, features };
  }
  const bottomFeatures = spec.baseFeatures * 2 ** spec.depth;
  map = convolve(convolve(map, bottomFeatures, 3), bottomFeatures, 3);
  for (let level = spec.depth - 1; level >= 0; level--) {
    const features = spec.baseFeatures * 2 ** level;
    const up = { width: 2 * map.width, height: 2 * map.height, features };
    flops += 2 * up.width * up.height * features * map.features;
    note(map, up);
    const joined = { ...up, features: 2 * features };
    note(up, joined);
    const skip = skips[level];
    if (skip) skipBytes -= bytes(skip);
    map = convolve(convolve(joined, features, 3), features, 3);
  }
  convolve(map, spec.classCount, 1);
  return { flops, largestMapBytes, peakBytes };
}
