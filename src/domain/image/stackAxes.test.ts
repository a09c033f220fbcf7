import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageAt, placeOf, type StackAxes } from '#domain/image/stackAxes.ts';

const stackOf = (sizeZ: number, sizeT: number, fastest: 'z' | 't'): StackAxes => ({
  sizeZ,
  sizeT,
  fastest,
  zStepUm: null,
  timeStepS: null,
});

describe('pages of a stack', () => {
  it('have one place each, and the place has that page', () => {
    const edge = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(edge, edge, fc.constantFrom('z', 't'), (sizeZ, sizeT, fastest) => {
        const info = { pageCount: sizeZ * sizeT, stack: stackOf(sizeZ, sizeT, fastest) };
        const places = new Set<string>();
        for (let pageIndex = 0; pageIndex < info.pageCount; pageIndex++) {
          const place = placeOf(info, pageIndex);
          expect(pageAt(info, place)).toBe(pageIndex);
          expect(place.z).toBeLessThan(sizeZ);
          expect(place.t).toBeLessThan(sizeT);
          places.add(`${place.z}/${place.t}`);
        }
        expect(places.size).toBe(info.pageCount);
      }),
    );
  });

  it('follow each other along the fastest axis', () => {
    const info = { pageCount: 6, stack: stackOf(2, 3, 'z') };
    expect(placeOf(info, 3)).toEqual({ pageIndex: 3, z: 1, t: 1 });
    const timeFirst = { pageCount: 6, stack: stackOf(2, 3, 't') };
    expect(placeOf(timeFirst, 3)).toEqual({ pageIndex: 3, z: 1, t: 0 });
  });

  it('count as slices where the file says nothing of them', () => {
    expect(placeOf({ pageCount: 4 }, 2)).toEqual({ pageIndex: 2, z: 2, t: 0 });
  });
});
