import { expect, it } from 'vitest';
import { annotationText } from '#ui/annotation/annotationText.ts';

it('tells objects and the painted share', () => {
  expect(annotationText({ objectCount: 1, annotatedPixels: 25 }, 1000)).toBe(
    '1 object, 2.5% annotated',
  );
  expect(annotationText({ objectCount: 20_000, annotatedPixels: 1000 }, 1000)).toBe(
    '20,000 objects, 100% annotated',
  );
});

it('takes nearly nothing for more than nothing, nearly all for less than all', () => {
  const share = (annotatedPixels: number) =>
    annotationText({ objectCount: 0, annotatedPixels }, 1_000_000);
  expect(share(0)).toContain(' 0% ');
  expect(share(1)).toContain('less than 0.1%');
  expect(share(999_999)).toContain(' 99% ');
});
