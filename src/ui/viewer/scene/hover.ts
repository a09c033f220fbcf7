import { isObjectLabel } from '#domain/annotation/annotationValues.ts';
import type { ViewLayer } from '#domain/image/viewTile.ts';
import type { ViewerTool } from '#store/slices/viewSlice.ts';
import { MAX_VISIBLE_CHANNELS } from '#ui/viewer/rendering/shaders.ts';
import { intensityLayer } from '#ui/viewer/tiles/layers.ts';
import { sampleLayer } from '#ui/viewer/tiles/tileLookup.ts';
import type { TileSource } from '#ui/viewer/tiles/tileSource.ts';
import type { HoverInfo, HoverIntensity, ViewerChannel } from '#ui/viewer/viewerTypes.ts';
import type { ImagePoint } from '#ui/viewer/viewport.ts';

/** What the tiles in memory tell about the pixel at a point; `null` outside the image. */
export function hoverAt<Texture>(
  source: TileSource<Texture>,
  point: ImagePoint,
  channels: readonly ViewerChannel[],
  objects: ViewLayer | null,
): HoverInfo | null {
  const x = Math.floor(point.x);
  const y = Math.floor(point.y);
  const { width, height } = source.image;
  if (x < 0 || y < 0 || x >= width || y >= height) return null;
  const intensities: HoverIntensity[] = [];
  for (const { channel, name, codeOffset, codeStep } of channels.slice(0, MAX_VISIBLE_CHANNELS)) {
    const sample = sampleLayer(source, intensityLayer(channel), x, y);
    if (sample === null) continue;
    const intensity = codeOffset + sample.value * codeStep;
    intensities.push({ channel, name, intensity, isExact: sample.level === 0 });
  }
  const value = objects && sampleLayer(source, objects, x, y)?.value;
  const label = value && isObjectLabel(value) ? value : 0;
  return { x, y, intensities, label };
}

/** True when two readings would be shown alike. */
export function isSameHover(a: HoverInfo | null, b: HoverInfo | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.x === b.x &&
    a.y === b.y &&
    a.label === b.label &&
    a.intensities.length === b.intensities.length &&
    a.intensities.every((reading, index) => {
      const other = b.intensities[index];
      return (
        other !== undefined &&
        reading.channel === other.channel &&
        reading.intensity === other.intensity &&
        reading.isExact === other.isExact
      );
    })
  );
}

const PAINTING: ReadonlySet<ViewerTool> = new Set(['brush', 'eraser', 'polygon', 'split']);

/** With these tools in hand, an object that lights up under the pointer would hide what is painted. */
export function hidesHover(tool: ViewerTool): boolean {
  return PAINTING.has(tool);
}
