import { useEffect, useRef, useState } from 'react';
import { viewLevelCount } from '#domain/image/viewTile.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import { drawThumbnail, type ThumbnailChannel } from '#ui/images/drawThumbnail.ts';
import classes from '#ui/images/ImageList.module.css';
import { useActions } from '#ui/useAppStore.ts';

const THUMBNAIL_EDGE_PX = 72;

type Tiles = readonly Omit<ThumbnailChannel, 'display'>[];

/** A small picture of an image with its present contrast. */
export function Thumbnail({ entry }: { readonly entry: ImageEntry }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const tiles = useCoarsestTiles(entry);
  useEffect(() => {
    if (!canvas.current) return;
    const channels = tiles.flatMap((tile, index) => {
      const display = entry.display[index];
      return display ? [{ ...tile, display }] : [];
    });
    drawThumbnail(canvas.current, channels, THUMBNAIL_EDGE_PX);
  }, [tiles, entry.display]);
  return (
    <span className={classes['thumbnail']} aria-hidden="true">
      <canvas ref={canvas} width={1} height={1} />
    </span>
  );
}

/** One tile per channel that covers the whole image; empty until they are read. */
function useCoarsestTiles({ id, status, info, channels }: ImageEntry): Tiles {
  const { readTile } = useActions();
  const [tiles, setTiles] = useState<Tiles>([]);
  useEffect(() => {
    if (status !== 'ready' || !info) return;
    const controller = new AbortController();
    const address = { level: viewLevelCount(info.width, info.height) - 1, column: 0, row: 0 };
    const reads = channels.map(async (summary, channel) => ({
      tile: await readTile(
        { imageId: id, layer: { kind: 'intensity', channel }, address },
        controller.signal,
      ),
      summary,
    }));
    Promise.all(reads).then(
      (read) => controller.signal.aborted || setTiles(read),
      // An image without its small picture is still an image: the viewer shows what is wrong.
      () => setTiles([]),
    );
    return () => controller.abort();
  }, [id, status, info, channels, readTile]);
  return tiles;
}
