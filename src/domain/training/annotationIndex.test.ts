import { describe, expect, it } from 'vitest';
import { BACKGROUND, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import {
  annotatedPixelAt,
  indexAnnotation,
  objectPixelAt,
  type PixelPosition,
} from '#domain/training/annotationIndex.ts';
import { classTarget } from '#domain/training/classTarget.ts';

/** `.` not annotated, `_` background, digits objects. */
const ROWS = ['.......', '..11_..', '1.1__22', '....___', '.......'];
const WIDTH = 7;
const annotation = {
  width: WIDTH,
  height: ROWS.length,
  data: Uint32Array.from(ROWS.join(''), (letter) => {
    if (letter === '.') return UNANNOTATED;
    return letter === '_' ? BACKGROUND : Number(letter);
  }),
};
const target = classTarget(annotation, new Map([[2, 3]]));
const index = indexAnnotation(annotation, target);

/** Places of all pixels of which `isWanted` holds, in raster order. */
function places(isWanted: (value: number) => boolean): PixelPosition[] {
  return [...annotation.data].flatMap((value, i) =>
    isWanted(value) ? [{ x: i % WIDTH, y: Math.floor(i / WIDTH) }] : [],
  );
}

const upTo = (count: number) => Array.from({ length: count }, (_, rank) => rank);

describe('classTarget', () => {
  it('gives objects their class, 1 unless told, and everything else 0', () => {
    const text = [...target].join('').match(/.{7}/g);

    expect(text).toEqual(['0000000', '0011000', '1010033', '0000000', '0000000']);
  });
});

describe('indexAnnotation', () => {
  it('lists objects with class, area and box, pieces taken together', () => {
    expect(index.objects).toEqual([
      { id: 1, classIndex: 1, areaPx: 4, box: { x: 0, y: 1, width: 4, height: 2 } },
      { id: 2, classIndex: 3, areaPx: 2, box: { x: 5, y: 2, width: 2, height: 1 } },
    ]);
  });

  it('finds every annotated pixel by its rank', () => {
    const found = upTo(index.annotatedPixels).map((rank) =>
      annotatedPixelAt(annotation, index, rank),
    );

    expect(found).toEqual(places((value) => value !== UNANNOTATED));
  });

  it('finds every pixel of an object by its rank', () => {
    for (const object of index.objects) {
      const found = upTo(object.areaPx).map((rank) => objectPixelAt(annotation, object, rank));

      expect(found).toEqual(places((value) => value === object.id));
    }
  });
});
