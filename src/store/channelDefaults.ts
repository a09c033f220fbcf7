import type { ChannelDisplay, ChannelInput } from '#domain/image/channelDisplay.ts';
import type { ChannelSummary } from '#domain/image/channelSummary.ts';
import type { ImageInfo } from '#store/slices/imagesSlice.ts';

/** Colours that stay apart for most colour-blind people, in the order of the channels. */
const CHANNEL_COLORS = ['#ff3df2', '#2bff5a', '#22c9ff', '#ffd21f', '#ff6a3d', '#ffffff'] as const;
/** Dyes by the names that microscopes write, in the colour that people expect of them. */
const DYE_COLORS: readonly (readonly [RegExp, string])[] = [
  [/dapi|hoechst|\b405\b/i, '#4d79ff'],
  [/gfp|fitc|\b488\b/i, '#2bff5a'],
  [/rfp|cherry|tomato|tritc|cy3|texas|\b(555|561|568|594)\b/i, '#ff4d4d'],
  [/cy5|far.?red|\b(633|640|647)\b/i, '#ff3df2'],
  [/bright.?field|phase|transmi|\b(dic|bf|tl)\b/i, '#ffffff'],
];
const RGB_COLORS = ['#ff0000', '#00ff00', '#0000ff'] as const;
const GREY = '#ffffff';

/**
 * First look at an image: the colours that its file tells, else one grey channel, or one colour per
 * channel, each with automatic black and white points. Colour pictures keep their own colours, so
 * their range is that of the number type.
 */
export function defaultDisplay(
  info: ImageInfo,
  channels: readonly ChannelSummary[],
): readonly ChannelDisplay[] {
  return channels.map((channel, index) => ({
    range: firstRange(info, channel),
    color: channelColor(info, channels, index),
    gamma: 1,
    isVisible: true,
  }));
}

/** Black above white where the file says that 0 is white. */
function firstRange(info: ImageInfo, channel: ChannelSummary): readonly [number, number] {
  const [low, high] = info.isRgb ? fullRange(info, channel) : autoDisplayRange(channel);
  return info.isZeroWhite ? [high, low] : [low, high];
}

/** Black and white point by percentile; never empty, also when all pixels are equal. */
export function autoDisplayRange(channel: ChannelSummary): readonly [number, number] {
  const [low, high] = channel.autoRange;
  if (high > low) return [low, high];
  return channel.max > channel.min ? [channel.min, channel.max] : [channel.min, channel.min + 1];
}

/** The network sees grey: the mean of a colour picture, else the first channel. */
export function defaultInput(info: ImageInfo): ChannelInput {
  return { channels: info.isRgb ? [0, 1, 2] : [0], invert: false };
}

function fullRange(info: ImageInfo, channel: ChannelSummary): readonly [number, number] {
  if (info.pixelType === 'uint8' || info.pixelType === 'uint16') {
    return [0, 2 ** info.bitsPerSample - 1];
  }
  return autoDisplayRange(channel);
}

function channelColor(info: ImageInfo, channels: readonly ChannelSummary[], index: number): string {
  if (info.isRgb) return RGB_COLORS[index] ?? GREY;
  const told = info.channelColors?.[index];
  if (told) return told;
  if (channels.length === 1) return GREY;
  const name = channels[index]?.name ?? '';
  const dye = DYE_COLORS.find(([pattern]) => pattern.test(name));
  if (dye) return dye[1];
  return CHANNEL_COLORS[index % CHANNEL_COLORS.length] ?? GREY;
}
