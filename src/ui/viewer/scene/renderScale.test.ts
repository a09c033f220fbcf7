import { describe, expect, it } from 'vitest';
import { RenderScale } from '#ui/viewer/scene/renderScale.ts';

/** Scale after so many frames of a movement that take this long each. */
function move(renderScale: RenderScale, frameMs: number, frames: number, startMs = 0): number {
  let scale = 1;
  for (let frame = 0; frame < frames; frame++) {
    scale = renderScale.next(startMs + frame * frameMs, true);
  }
  return scale;
}

describe('RenderScale', () => {
  it('stays at full size on a machine that keeps up', () => {
    expect(move(new RenderScale(), 17, 200)).toBe(1);
  });

  it('halves the size when frames are slow, and draws in full at rest', () => {
    const renderScale = new RenderScale();
    expect(move(renderScale, 90, 10)).toBe(0.5);
    expect(renderScale.next(2000, false)).toBe(1);
  });

  it('remembers for the next movement that the machine is slow', () => {
    const renderScale = new RenderScale();
    move(renderScale, 90, 10);
    renderScale.next(2000, false);
    expect(renderScale.next(5000, true)).toBe(0.5);
  });

  it('returns to full size when reduced frames are fast', () => {
    const renderScale = new RenderScale();
    move(renderScale, 90, 10);
    expect(move(renderScale, 8, 30, 1000)).toBe(1);
  });

  it('does not take a pause for a slow frame', () => {
    expect(move(new RenderScale(), 400, 20)).toBe(1);
  });
});
