import type { ParsedLayer } from '#formats/modelfile/parseModelJson.ts';

/** A setting of a layer that is not as it should be, both values as text. */
export interface SettingDifference {
  readonly setting: string;
  readonly wanted: string;
  readonly found: string;
}

/** Settings that decide what a layer computes; a value that is left out has Keras' default. */
const DECISIVE_SETTINGS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  InputLayer: {},
  Conv2D: {
    filters: null,
    kernel_size: null,
    strides: [1, 1],
    padding: 'valid',
    data_format: 'channels_last',
    dilation_rate: [1, 1],
    activation: 'linear',
    use_bias: true,
  },
  Conv2DTranspose: {
    filters: null,
    kernel_size: null,
    strides: [1, 1],
    padding: 'valid',
    data_format: 'channels_last',
    dilation_rate: [1, 1],
    activation: 'linear',
    use_bias: true,
  },
  MaxPooling2D: {
    pool_size: [2, 2],
    strides: [2, 2],
    padding: 'valid',
    data_format: 'channels_last',
  },
  Cropping2D: { cropping: null, data_format: 'channels_last' },
  Concatenate: { axis: -1 },
  // Change nothing when the network predicts: drop-out, and padding by 0 px.
  Dropout: {},
  SpatialDropout2D: {},
  ZeroPadding2D: { padding: null, data_format: 'channels_last' },
};

/** Whether a layer is of a kind that the U-Net has, or one that changes nothing. */
export function isKnownKind(layer: ParsedLayer): boolean {
  return Object.hasOwn(DECISIVE_SETTINGS, layer.className);
}

/** Whether a layer passes its input on unchanged when the network predicts. */
export function isIdentity(layer: ParsedLayer): boolean {
  if (layer.className === 'Dropout' || layer.className === 'SpatialDropout2D') return true;
  return (
    layer.className === 'ZeroPadding2D' &&
    asText('padding', layer.config['padding']) === '[[0,0],[0,0]]'
  );
}

/** Settings in which two layers of the same kind compute different things. */
export function differingSettings(
  expected: ParsedLayer,
  actual: ParsedLayer,
): readonly SettingDifference[] {
  const settings = Object.entries(DECISIVE_SETTINGS[expected.className] ?? {});
  return settings
    .map(([setting, fallback]) => ({
      setting,
      wanted: asText(setting, expected.config[setting] ?? fallback),
      found: asText(setting, actual.config[setting] ?? fallback),
    }))
    .filter(({ wanted, found }) => wanted !== found);
}

/** A setting as comparable text; Keras writes one number for two equal ones, and axis 3 for −1. */
function asText(setting: string, value: unknown): string {
  if (setting === 'axis' && value === 3) return '-1';
  if (typeof value === 'number' && /size|strides|dilation/.test(setting)) {
    return `[${value},${value}]`;
  }
  return boundedText(value, 2);
}

/** JSON of a small value; JSON.stringify overflows the stack where lists nest 10,000 deep. */
function boundedText(value: unknown, levels: number): string {
  if (typeof value === 'string') return `"${value.slice(0, 40)}"`;
  if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  if (Array.isArray(value) && value.length <= 4 && levels > 0) {
    return `[${value.map((item) => boundedText(item, levels - 1)).join(',')}]`;
  }
  return 'of an unknown form';
}
