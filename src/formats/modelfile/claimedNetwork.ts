import type { UnetSpec } from '#domain/model/modelCard.ts';
import { parameterCount } from '#domain/model/weights.ts';
import { badModel } from '#formats/modelfile/badModel.ts';

const MAX_PARAMETERS = 128_000_000;

/** What to do about a network that is another one than Cellpane runs. */
export const NETWORK_REMEDY =
  'Cellpane runs the U-Net of Ronneberger 2015: valid 3×3 convolutions, 2×2 max pooling and up-convolutions, cropped skip connections.';

/** Numbers of unknown origin that should describe a U-Net. */
export type ClaimedNetwork = Readonly<Record<keyof UnetSpec, unknown>>;

/**
 * The network that a file claims to hold, when it is of a size that can be.
 *
 * @throws AppError `bad-model` when a number is none or out of range, or the weights are too many
 */
export function claimedNetwork(claim: ClaimedNetwork): UnetSpec {
  const spec = {
    depth: within(claim.depth, 5, 'max-pooling steps'),
    baseFeatures: within(claim.baseFeatures, 256, 'features in its first layer'),
    inputChannels: within(claim.inputChannels, 16, 'input channels'),
    classCount: within(claim.classCount, 64, 'classes'),
  };
  if (spec.classCount < 2) {
    throw badModel('its last layer has 1 output where one per class is needed', NETWORK_REMEDY);
  }
  if (parameterCount(spec) > MAX_PARAMETERS) {
    throw badModel(
      `it claims ${parameterCount(spec)} weights, more than the ${MAX_PARAMETERS} that are allowed`,
      'Use a smaller network.',
    );
  }
  return spec;
}

function within(value: unknown, limit: number, what: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= limit) {
    return value;
  }
  const found = typeof value === 'number' ? `${value}` : 'no number of';
  throw badModel(`it has ${found} ${what} where 1 to ${limit} are possible`, NETWORK_REMEDY);
}
