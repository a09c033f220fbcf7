import type { ChannelDisplay } from '#domain/image/channelDisplay.ts';
import type { ShownChannel } from '#domain/image/shownChannel.ts';

/** The viewer draws the first four visible ones. */
const MAX_CHANNELS = 4;

/** Visible channels as a picture of the image shows them. */
export function shownChannels(display: readonly ChannelDisplay[]): readonly ShownChannel[] {
  return display
    .flatMap(({ isVisible, color, range, gamma }, channel) =>
      isVisible ? [{ channel, color: rgbOf(color), range, gamma }] : [],
    )
    .slice(0, MAX_CHANNELS);
}

/** `#ff8000` → [1, 0.5, 0]. */
function rgbOf(hex: string): readonly [number, number, number] {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}
