import { describe, expect, it } from 'vitest';
import { Annotation } from '#domain/annotation/annotation.ts';
import type { AnnotationEdit } from '#domain/annotation/annotationEdit.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import { BACKGROUND } from '#domain/annotation/annotationValues.ts';

type Import = Extract<AnnotationEdit, { readonly kind: 'import' }>;

/** A row of 8 pixels, the first two of which are object 3 already. */
function importInto(edit: Partial<Import>): { readonly row: string; readonly undone: string } {
  const session = new AnnotationSession(new Annotation(8, 1));
  const square = Float32Array.of(0, 0, 2, 0, 2, 1, 0, 1);
  session.edit({ kind: 'polygon', points: square, value: 3, overwritesObjects: true });
  const labels = { width: 8, height: 1, data: Uint32Array.of(3, 0, 3, 0, 4, 4, 4, 4) };
  session.edit({ kind: 'import', labels, title: 'test', keepsExisting: false, ...edit });
  const show = () =>
    [...session.annotation.data].map((value) => (value === BACKGROUND ? '.' : value)).join('');
  const row = show();
  session.undo();
  return { row, undone: show() };
}

describe('import in regions', () => {
  it('changes nothing outside of them, and takes no id that lives there', () => {
    const regions = [{ x: 2, y: 0, width: 3, height: 1 }];
    expect(importInto({ regions })).toEqual({ row: '334.5000', undone: '33000000' });
  });

  it('gives an object one id over several regions', () => {
    const regions = [
      { x: 4, y: 0, width: 1, height: 1 },
      { x: 6, y: 0, width: 9, height: 1 },
    ];
    expect(importInto({ regions }).row).toBe('33004044');
  });

  it('is the whole image without them', () => {
    expect(importInto({}).row).toBe('3.3.4444');
  });
});
