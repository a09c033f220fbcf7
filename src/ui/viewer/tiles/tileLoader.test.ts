import { describe, expect, it } from 'vitest';
import type { ViewTile } from '#domain/image/viewTile.ts';
import { AppError } from '#lib/errors.ts';
import { intensityLayer } from '#ui/viewer/tiles/layers.ts';
import { TileLoader, type TileRequest } from '#ui/viewer/tiles/tileLoader.ts';

const TILE: ViewTile = { width: 1, height: 1, data: Uint16Array.of(7) };

function request(column: number): TileRequest {
  return {
    key: `tile${column}`,
    layer: intensityLayer(0),
    revision: 0,
    address: { level: 0, column, row: 0 },
  };
}

/** A reader whose answers come when the test says so. */
function createLoader(maxInFlight = 2) {
  const reads: {
    readonly column: number;
    readonly signal: AbortSignal;
    readonly answer: (tile: ViewTile) => Promise<void>;
    readonly refuse: (error: Error) => Promise<void>;
  }[] = [];
  const events: string[] = [];
  const loader = new TileLoader({
    maxInFlight,
    readTile: (_, { column }, signal) =>
      new Promise((resolve, reject) => {
        const settled = () => new Promise<void>((done) => setTimeout(done));
        reads.push({
          column,
          signal,
          answer: (tile) => {
            resolve(tile);
            return settled();
          },
          refuse: (error) => {
            reject(error);
            return settled();
          },
        });
      }),
    onLoaded: ({ key }, _, isOutdated) => events.push(isOutdated ? `${key} outdated` : key),
    onFailed: ({ key }, error) => events.push(`${key} ${error.code}`),
  });
  return { loader, reads, events };
}

describe('TileLoader', () => {
  it('reads in the order asked for, a few at a time', async () => {
    const { loader, reads, events } = createLoader();
    loader.want([request(3), request(1), request(2)]);
    expect(reads.map(({ column }) => column)).toEqual([3, 1]);
    await reads[1]?.answer(TILE);
    expect(reads.map(({ column }) => column)).toEqual([3, 1, 2]);
    await reads[0]?.answer(TILE);
    await reads[2]?.answer(TILE);
    expect(events).toEqual(['tile1', 'tile3', 'tile2']);
    expect(loader.isIdle).toBe(true);
  });

  it('drops what is no longer wanted: from the queue, and by abort when on its way', async () => {
    const { loader, reads, events } = createLoader(1);
    loader.want([request(1), request(2), request(3)]);
    loader.want([request(3)]);
    expect(reads[0]?.signal.aborted).toBe(true);
    await reads[0]?.refuse(new AppError('cancelled', 'no longer wanted'));
    expect(reads.map(({ column }) => column)).toEqual([1, 3]);
    expect(events).toEqual([]);
  });

  it('takes an answer to an aborted read all the same: it has been paid for', async () => {
    const { loader, reads, events } = createLoader();
    loader.want([request(1)]);
    loader.want([]);
    await reads[0]?.answer(TILE);
    expect(events).toEqual(['tile1']);
  });

  it('reads a tile again that was aborted and came back into view', async () => {
    const { loader, reads, events } = createLoader();
    loader.want([request(1)]);
    loader.want([]);
    loader.want([request(1)]);
    expect(reads).toHaveLength(1);
    await reads[0]?.refuse(new AppError('cancelled', 'no longer wanted'));
    expect(reads).toHaveLength(2);
    await reads[1]?.answer(TILE);
    expect(events).toEqual(['tile1']);
  });

  it('reports failures with their code', async () => {
    const { loader, reads, events } = createLoader();
    loader.want([request(1), request(2)]);
    await reads[0]?.refuse(new AppError('not-found', 'no such layer'));
    await reads[1]?.refuse(new Error('boom'));
    expect(events).toEqual(['tile1 not-found', 'tile2 internal']);
  });

  it('tells when a tile changed while it was on its way', async () => {
    const { loader, reads, events } = createLoader();
    loader.want([request(1), request(2)]);
    loader.markOutdated(({ key }) => key === 'tile2');
    await reads[0]?.answer(TILE);
    await reads[1]?.answer(TILE);
    expect(events).toEqual(['tile1', 'tile2 outdated']);
  });

  it('ignores late answers after it was cleared', async () => {
    const { loader, reads, events } = createLoader();
    loader.want([request(1)]);
    loader.clear();
    loader.want([request(1)]);
    await reads[0]?.answer(TILE);
    expect(events).toEqual([]);
    await reads[1]?.answer(TILE);
    expect(events).toEqual(['tile1']);
  });
});
