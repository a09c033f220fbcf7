import type { AugmentationSettings } from '#domain/training/augmentationSettings.ts';
import { createRandom, type Random } from '#lib/random.ts';

/** Smallest and largest intensity of the training images after normalisation. */
export interface IntensityRange {
  readonly low: number;
  readonly high: number;
}

/** A power of two, so that drawing from the table needs no rejection. */
const NOISE_TABLE_LENGTH = 65_536;
let noiseTable: Float32Array | null = null;

/** Normal numbers to draw from: a draw per pixel from scratch would take longer than the warp. */
function normalNumbers(): Float32Array {
  if (noiseTable) return noiseTable;
  const random = createRandom(1);
  noiseTable = Float32Array.from({ length: NOISE_TABLE_LENGTH }, () => random.normal());
  return noiseTable;
}

/**
 * Changes intensities in place as another exposure, another gain or another camera would: gamma,
 * then contrast about the sample's mean, brightness, noise. Each channel gets its own draw. Results
 * may leave the range; nothing is clipped, so nothing is lost.
 *
 * @param input [pixels, channels]
 */
export function varyGreyValues(
  input: Float32Array,
  channels: number,
  settings: AugmentationSettings,
  { range, random }: { readonly range: IntensityRange; readonly random: Random },
): void {
  const span = range.high - range.low;
  if (!(span > 0)) return;
  for (let channel = 0; channel < channels; channel++) {
    if (settings.gammaVariation > 0) {
      const limit = Math.log(1 + settings.gammaVariation);
      applyGamma(input, { channel, channels }, range, Math.exp(random.uniform(-limit, limit)));
    }
    if (settings.greyVariation > 0) {
      const contrast = 1 + random.uniform(-settings.greyVariation, settings.greyVariation);
      const shift = span * random.uniform(-settings.greyVariation, settings.greyVariation);
      applyContrast(input, { channel, channels }, contrast, shift);
    }
  }
  if (settings.noise > 0) addNoise(input, span * random.uniform(0, settings.noise), random);
}

/** Every `channels`-th number from `channel` on. */
interface ChannelOf {
  readonly channel: number;
  readonly channels: number;
}

function applyGamma(
  input: Float32Array,
  { channel, channels }: ChannelOf,
  { low, high }: IntensityRange,
  gamma: number,
): void {
  const span = high - low;
  for (let i = channel; i < input.length; i += channels) {
    const fraction = Math.max(0, ((input[i] as number) - low) / span);
    input[i] = low + span * fraction ** gamma;
  }
}

function applyContrast(
  input: Float32Array,
  { channel, channels }: ChannelOf,
  contrast: number,
  shift: number,
): void {
  let sum = 0;
  for (let i = channel; i < input.length; i += channels) sum += input[i] as number;
  const mean = (sum * channels) / input.length;
  for (let i = channel; i < input.length; i += channels) {
    input[i] = mean + contrast * ((input[i] as number) - mean) + shift;
  }
}

function addNoise(input: Float32Array, deviation: number, random: Random): void {
  const normals = normalNumbers();
  for (let i = 0; i < input.length; i++) {
    const drawn = normals[random.uniform(0, NOISE_TABLE_LENGTH) | 0] as number;
    input[i] = (input[i] as number) + deviation * drawn;
  }
}
