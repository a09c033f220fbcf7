import { expect, it } from 'vitest';
import { offerText } from '#ui/training/offerText.ts';

const offer = (imageNames: readonly string[]) => ({
  runId: 'a',
  startedAt: '2026-01-05T10:00:00Z',
  savedAt: '2026-01-05T10:30:00Z',
  imageNames,
  iteration: 1200,
  iterations: 5000,
  startedFrom: null,
});

it('tells data and steps', () => {
  expect(offerText(offer(['a.tif']), 'en')).toMatch(
    /^A training on a\.tif was interrupted at step 1,200 of 5,000 \(Jan 5, /,
  );
  expect(offerText(offer(['a.tif', 'b.tif', 'c.tif']), 'en')).toContain('a.tif and 2 more');
});
