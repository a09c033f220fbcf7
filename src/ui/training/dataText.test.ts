import { describe, expect, it } from 'vitest';
import { annotatedText, planText } from '#ui/training/dataText.ts';

const state = (objectCount: number, annotatedPixels: number) => ({
  objectCount,
  annotatedPixels,
  highestClass: 1,
  nextLabel: objectCount + 1,
  undoTitle: null,
  redoTitle: null,
  droppedSteps: 0,
});

describe('annotatedText', () => {
  const size = { width: 100, height: 100 };
  it.each([
    [1, 10_000, '1 object · 100% annotated'],
    [1200, 3400, '1,200 objects · 34% annotated'],
    // Almost all is not all, and a little is not nothing.
    [2, 9999, '2 objects · 99% annotated'],
    [0, 12, '0 objects · under 1% annotated'],
  ])('%i objects on %i px of 10,000', (objects, pixels, text) => {
    expect(annotatedText(state(objects, pixels), size)).toBe(text);
  });
});

describe('planText', () => {
  const plan = {
    backend: 'wasm',
    adapter: '',
    inputEdgePx: 188,
    outputEdgePx: 4,
    batchSize: 1,
    memoryBytes: 100 * 2 ** 20,
    secondsPerStep: null,
  } as const;

  it('leaves out what is not known or usual', () => {
    expect(planText(plan, 500)).toBe('WebAssembly · tiles of 188 px · about 100 MB');
  });

  it('tells batch and time', () => {
    expect(planText({ ...plan, batchSize: 4, secondsPerStep: 0.5 }, 600)).toBe(
      'WebAssembly · tiles of 188 px · 4 per step · about 100 MB · about 5 min',
    );
  });
});
