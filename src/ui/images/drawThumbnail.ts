import type { ChannelDisplay } from '#domain/image/channelDisplay.ts';
import type { ChannelSummary } from '#domain/image/channelSummary.ts';
import type { ViewTile } from '#domain/image/viewTile.ts';

/** One channel of a thumbnail. */
export interface ThumbnailChannel {
  readonly tile: ViewTile;
  readonly summary: ChannelSummary;
  readonly display: ChannelDisplay;
}

/** Adds the visible channels in their colours, as the viewer does, reduced to `edge` px. */
export function drawThumbnail(
  canvas: HTMLCanvasElement,
  channels: readonly ThumbnailChannel[],
  edge: number,
): void {
  const first = channels[0];
  const drawing = canvas.getContext('2d');
  if (!first || !drawing) return;
  const { width, height } = first.tile;
  const step = Math.max(width, height) / edge;
  canvas.width = Math.max(1, Math.floor(width / step));
  canvas.height = Math.max(1, Math.floor(height / step));
  const picture = drawing.createImageData(canvas.width, canvas.height);
  for (let index = 3; index < picture.data.length; index += 4) picture.data[index] = 255;
  for (const channel of channels) {
    if (channel.display.isVisible) addChannel(picture, channel, step);
  }
  drawing.putImageData(picture, 0, 0);
}

function addChannel(picture: ImageData, channel: ThumbnailChannel, step: number): void {
  const { tile, summary, display } = channel;
  const { range, gamma } = display;
  const [low, high] = range;
  const color = [1, 3, 5].map((at) => Number.parseInt(display.color.slice(at, at + 2), 16));
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const source = Math.floor(y * step) * tile.width + Math.floor(x * step);
      const intensity = summary.codeOffset + (tile.data[source] as number) * summary.codeStep;
      const level = Math.min(1, Math.max(0, (intensity - low) / (high - low))) ** (1 / gamma);
      const target = 4 * (y * picture.width + x);
      for (let part = 0; part < 3; part++) {
        // A clamped array: sums above 255 stay white.
        picture.data[target + part] =
          (picture.data[target + part] as number) + level * (color[part] as number);
      }
    }
  }
}
