import { describe, expect, it } from 'vitest';
import type { ViewTile, ViewTileAddress } from '#domain/image/viewTile.ts';
import { AppError } from '#lib/errors.ts';
import { intensityLayer, LABEL_LAYER, type LayerTile } from '#ui/viewer/tiles/layers.ts';
import { coveringTile, sampleLayer, tilesToRead } from '#ui/viewer/tiles/tileLookup.ts';
import { TileSource } from '#ui/viewer/tiles/tileSource.ts';

/** 1024 × 512: two tiles of level 0, one of level 1. */
const IMAGE = { width: 1024, height: 512 };
const LEFT: ViewTileAddress = { level: 0, column: 0, row: 0 };
const RIGHT: ViewTileAddress = { level: 0, column: 1, row: 0 };
const WHOLE: ViewTileAddress = { level: 1, column: 0, row: 0 };
const LAYER = intensityLayer(0);
const REVISIONS = { intensity: 0, probability: 0, labels: 0, annotation: 0, comparison: 0 };

/** Textures are numbers here: the value of the tile's first texel. */
function createSource(readValue: (tile: LayerTile) => number | Error = () => 1) {
  const reads: string[] = [];
  const freed: number[] = [];
  const failures: string[] = [];
  const source = new TileSource<number>({
    limitBytes: 2 ** 30,
    readTile: (layer, address) => {
      reads.push(`${layer.kind} ${address.level}/${address.column}`);
      const value = readValue({ layer, address });
      return value instanceof Error
        ? Promise.reject(value)
        : Promise.resolve(tileOf(value, address));
    },
    onArrival: () => {},
    onFailure: (error) => failures.push(error.code),
    freeTexture: (texture) => freed.push(texture),
  });
  source.reset(IMAGE, REVISIONS);
  return { source, reads, freed, failures };
}

function tileOf(value: number, address: ViewTileAddress): ViewTile {
  const height = address.level === 0 ? 512 : 256;
  return { width: 512, height, data: new Uint16Array(512 * height).fill(value) };
}

async function load(source: TileSource<number>, tiles: readonly LayerTile[]): Promise<void> {
  source.want(tiles);
  await arrivals();
  for (const entry of source.pendingUploads(tiles)) {
    entry.texture = entry.tile.data[0] ?? null;
    entry.needsUpload = false;
  }
}

const arrivals = () => new Promise<void>((done) => setTimeout(done));
const of = (address: ViewTileAddress) => ({ layer: LAYER, address });

describe('TileSource', () => {
  it('reads each tile once, and not again while it is in memory', async () => {
    const { source, reads } = createSource();
    await load(source, [of(LEFT), of(RIGHT)]);
    await load(source, [of(LEFT), of(RIGHT)]);
    expect(reads).toEqual(['intensity 0/0', 'intensity 0/1']);
  });

  it('lets a coarser tile stand in for one that is missing', async () => {
    const { source } = createSource(({ address }) => 10 + address.level);
    await load(source, [of(WHOLE)]);
    expect(coveringTile(source, of(RIGHT))?.texture).toBe(11);
    await load(source, [of(RIGHT)]);
    expect(coveringTile(source, of(RIGHT))?.texture).toBe(10);
    expect(coveringTile(source, of(LEFT))?.texture).toBe(11);
  });

  it('keeps the former revision on screen until the newest is complete', async () => {
    let value = 1;
    const { source, freed } = createSource(() => value);
    const both = [of(LEFT), of(RIGHT)];
    await load(source, both);
    value = 2;
    source.setRevisions({ ...REVISIONS, intensity: 1 });
    await load(source, [of(LEFT)]);
    expect(source.isComplete(both)).toBe(false);
    expect(coveringTile(source, of(LEFT))?.texture).toBe(1);
    await load(source, both);
    expect(source.isComplete(both)).toBe(true);
    source.showNewest('intensity');
    expect(coveringTile(source, of(LEFT))?.texture).toBe(2);
    expect(freed).toEqual([1, 1]);
  });

  it('reads only the tiles that a changed rectangle touches', async () => {
    const { source, reads } = createSource();
    const all = [of(WHOLE), of(LEFT), of(RIGHT)];
    await load(source, all);
    reads.length = 0;
    source.invalidate('intensity', { x: 600, y: 10, width: 20, height: 20 });
    const waitMs = source.want(all);
    // Not at once: a layer that fills in would be read without end.
    expect(reads).toEqual([]);
    expect(waitMs).toBeGreaterThan(0);
    await new Promise((done) => setTimeout(done, (waitMs ?? 0) + 20));
    source.want(all);
    expect(reads).toEqual(['intensity 1/0', 'intensity 0/1']);
  });

  it('keeps the texture of a changed tile until its new pixels are uploaded', async () => {
    let value = 1;
    const { source, freed } = createSource(() => value);
    await load(source, [of(LEFT)]);
    value = 2;
    source.invalidate('intensity', { x: 0, y: 0, width: 1, height: 1 });
    await new Promise((done) => setTimeout(done, (source.want([of(LEFT)]) ?? 0) + 20));
    source.want([of(LEFT)]);
    await arrivals();
    const entry = source.shownTile(of(LEFT));
    expect(entry?.texture).toBe(1);
    expect(entry?.needsUpload).toBe(true);
    expect(entry?.tile.data[0]).toBe(2);
    expect(freed).toEqual([]);
  });

  it('takes a layer that does not exist for complete, and does not ask again', async () => {
    const { source, reads, failures } = createSource(() => new AppError('not-found', 'no labels'));
    const labels = { layer: LABEL_LAYER, address: LEFT };
    await load(source, [labels]);
    await load(source, [labels]);
    expect(source.isComplete([labels])).toBe(true);
    expect(reads).toEqual(['labels 0/0']);
    expect(failures).toEqual([]);
  });

  it('asks again for a layer once its revision grows or part of it changes', async () => {
    const { source, reads } = createSource(() => new AppError('not-found', 'no labels'));
    const labels = { layer: LABEL_LAYER, address: LEFT };
    await load(source, [labels]);
    source.setRevisions({ ...REVISIONS, labels: 1 });
    await load(source, [labels]);
    source.invalidate('labels', { x: 0, y: 0, width: 9, height: 9 });
    await load(source, [labels]);
    expect(reads).toHaveLength(3);
  });

  it('reports other failures', async () => {
    const { source, failures } = createSource(() => new AppError('worker-died', 'gone'));
    await load(source, [of(LEFT)]);
    expect(failures).toEqual(['worker-died']);
  });

  it('frees every texture when another image starts', async () => {
    const { source, freed } = createSource(({ address }) => address.column);
    await load(source, [of(LEFT), of(RIGHT)]);
    source.reset({ width: 10, height: 10 }, REVISIONS);
    expect(freed).toEqual([0, 1]);
    expect(source.bytes).toBe(0);
  });

  it('forgets textures of a lost context and has the tiles uploaded again', async () => {
    const { source, reads, freed } = createSource();
    await load(source, [of(LEFT)]);
    source.loseTextures();
    expect(source.pendingUploads([of(LEFT)])).toHaveLength(1);
    expect(reads).toHaveLength(1);
    expect(freed).toEqual([]);
  });
});

describe('sampleLayer', () => {
  it('is exact from the finest level and tells when it is not', async () => {
    const { source } = createSource(({ address }) => 10 + address.level);
    expect(sampleLayer(source, LAYER, 700, 100)).toBeNull();
    await load(source, [of(WHOLE)]);
    expect(sampleLayer(source, LAYER, 700, 100)).toEqual({ value: 11, level: 1 });
    await load(source, [of(RIGHT)]);
    expect(sampleLayer(source, LAYER, 700, 100)).toEqual({ value: 10, level: 0 });
  });

  it('reads the texel of the pixel', async () => {
    const { source } = createSource();
    await load(source, [of(RIGHT)]);
    const entry = source.shownTile(of(RIGHT));
    if (entry) entry.tile.data[7 * 512 + 3] = 99;
    expect(sampleLayer(source, LAYER, 512 + 3, 7)?.value).toBe(99);
    expect(sampleLayer(source, LAYER, 512 + 4, 7)?.value).toBe(1);
  });
});

describe('tilesToRead', () => {
  it('begins with one coarse tile per layer and ends with layers shown later', () => {
    const { source } = createSource();
    const tiles = tilesToRead(source, [RIGHT], { now: [LAYER], soon: [LABEL_LAYER] });
    expect(tiles).toEqual([
      of(WHOLE),
      of(RIGHT),
      { layer: LABEL_LAYER, address: WHOLE },
      { layer: LABEL_LAYER, address: RIGHT },
    ]);
  });

  it('names the coarsest tile once when it is the one in view', () => {
    const { source } = createSource();
    expect(tilesToRead(source, [WHOLE], { now: [LAYER], soon: [] })).toEqual([of(WHOLE)]);
  });
});
