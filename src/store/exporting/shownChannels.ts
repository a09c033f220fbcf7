import type { ChannelDisplay } from '#domain/image/channelDisplay.ts';
import { rgbFromHex } from '#domain/image/rgbFromHex.ts';
import type { ShownChannel } from '#domain/image/shownChannel.ts';

/** The viewer draws the first four visible ones. */
const MAX_CHANNELS = 4;

/** Visible channels as a picture of the image shows them. */
export function shownChannels(display: readonly ChannelDisplay[]): readonly ShownChannel[] {
  return display
    .flatMap(({ isVisible, color, range, gamma }, channel) =>
      isVisible ? [{ channel, color: rgbFromHex(color), range, gamma }] : [],
    )
    .slice(0, MAX_CHANNELS);
}
