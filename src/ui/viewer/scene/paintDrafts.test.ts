import { describe, expect, it, vi } from 'vitest';
import type { ViewTile } from '#domain/image/viewTile.ts';
import { PaintDrafts } from '#ui/viewer/scene/paintDrafts.ts';
import { ANNOTATION_LAYER } from '#ui/viewer/tiles/layers.ts';
import { TileSource } from '#ui/viewer/tiles/tileSource.ts';

const ADDRESS = { level: 0, column: 0, row: 0 };
const TILE = { layer: ANNOTATION_LAYER, address: ADDRESS };

/** An image of 8 × 1 pixels, its tile answered by hand. */
function setUp() {
  const answers: ((data: readonly number[]) => void)[] = [];
  const source: TileSource<number> = new TileSource<number>({
    limitBytes: 2 ** 20,
    readTile: () =>
      new Promise<ViewTile>((resolve) => {
        answers.push((data) => resolve({ width: 8, height: 1, data: Uint32Array.from(data) }));
      }),
    onArrival: () => undefined,
    onFailure: () => undefined,
    freeTexture: () => undefined,
    onStore: (entry) => drafts.repaint(entry),
  });
  const drafts = new PaintDrafts<number>(source, () => undefined);
  source.reset(
    { width: 8, height: 1 },
    { intensity: 0, probability: 0, labels: 0, annotation: 0, comparison: 0 },
  );
  const now = vi.spyOn(performance, 'now');
  let timeMs = 0;
  /** Asks for the tile, later than any pause between two reads. */
  const want = () => {
    timeMs += 1000;
    now.mockReturnValue(timeMs);
    source.want([TILE]);
  };
  const arrive = async (...data: number[]) => {
    answers.shift()?.(data);
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  const shown = () => [...(source.shownTile(TILE)?.tile.data ?? [])];
  const upload = () => {
    for (const entry of source.pendingUploads([TILE])) {
      entry.texture = 1;
      entry.needsUpload = false;
    }
    drafts.clean([ADDRESS]);
  };
  const done: (() => void)[] = [];
  const begin = () =>
    drafts.startStroke({
      shownValue: 5,
      overwritesObjects: true,
      commit: () => new Promise<void>((resolve) => done.push(resolve)),
    });
  const settle = async () => {
    done.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { drafts, source, want, arrive, shown, upload, begin, settle, answers };
}

const EMPTY = [0, 0, 0, 0, 0, 0, 0, 0];

describe('PaintDrafts', () => {
  it('paints the tiles in memory at once', async () => {
    const { want, arrive, shown, begin } = setUp();
    want();
    await arrive(...EMPTY);
    const stroke = begin();
    stroke.add(1.5, 0.5, 0.4);
    expect(shown()).toEqual([0, 5, 0, 0, 0, 0, 0, 0]);
    stroke.add(3.5, 0.5, 0.4);
    expect(shown()).toEqual([0, 5, 5, 5, 0, 0, 0, 0]);
  });

  it('paints again into tiles that were read before the annotation held the stroke', async () => {
    const { source, want, arrive, shown, upload, begin, settle } = setUp();
    want();
    await arrive(...EMPTY);
    const stroke = begin();
    stroke.add(1.5, 0.5, 0.4);
    source.invalidate('annotation', { x: 0, y: 0, width: 8, height: 1 });
    want();
    await arrive(0, 0, 0, 0, 0, 0, 7, 0);
    expect(shown()).toEqual([0, 5, 0, 0, 0, 0, 7, 0]);
    stroke.finish();
    await settle();
    upload();
    want();
    // The worker's own tile is taken as it is, whatever the page had thought.
    await arrive(0, 5, 5, 0, 0, 0, 7, 0);
    expect(shown()).toEqual([0, 5, 5, 0, 0, 0, 7, 0]);
  });

  it('forgets a stroke once its tiles are current, so that an undo is not painted over', async () => {
    const { source, want, arrive, shown, upload, begin, settle } = setUp();
    want();
    await arrive(...EMPTY);
    const stroke = begin();
    stroke.add(1.5, 0.5, 0.4);
    stroke.finish();
    await settle();
    upload();
    want();
    await arrive(0, 5, 0, 0, 0, 0, 0, 0);
    upload();
    source.invalidate('annotation', { x: 1, y: 0, width: 1, height: 1 });
    want();
    source.invalidate('annotation', { x: 1, y: 0, width: 1, height: 1 });
    await arrive(...EMPTY);
    expect(shown()).toEqual(EMPTY);
  });

  it('takes a cancelled stroke off the screen', async () => {
    const { want, arrive, shown, begin } = setUp();
    want();
    await arrive(...EMPTY);
    const stroke = begin();
    stroke.add(1.5, 0.5, 0.4);
    stroke.cancel();
    want();
    await arrive(...EMPTY);
    expect(shown()).toEqual(EMPTY);
  });
});
