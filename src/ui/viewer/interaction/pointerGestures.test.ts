import { describe, expect, it } from 'vitest';
import { PointerGestures } from '#ui/viewer/interaction/pointerGestures.ts';

function createGestures() {
  const calls: string[] = [];
  const gestures = new PointerGestures(
    {
      panBy: (dx, dy) => calls.push(`pan ${dx} ${dy}`),
      zoomAt: ({ x, y }, factor) => calls.push(`zoom ${factor} at ${x} ${y}`),
      click: ({ x, y }, isAdditive) => calls.push(`click ${x} ${y}${isAdditive ? ' add' : ''}`),
      startDrawing: ({ x, y }) => calls.push(`start ${x} ${y}`),
      moveDrawing: ({ x, y }) => calls.push(`move ${x} ${y}`),
      finishDrawing: () => calls.push('finish'),
      cancelDrawing: () => calls.push('cancel'),
    },
    () => 4,
  );
  return { gestures, calls };
}

const at = (x: number, y: number) => ({ x, y });

describe('PointerGestures', () => {
  it('takes a press that hardly moves for a click', () => {
    const { gestures, calls } = createGestures();
    gestures.down({ pointerId: 1, point: at(10, 10), intent: 'grab' });
    gestures.move(1, at(12, 11));
    gestures.up(1, true);
    expect(calls).toEqual(['click 12 11 add']);
  });

  it('pans from where the press began, without a jump or a click', () => {
    const { gestures, calls } = createGestures();
    gestures.down({ pointerId: 1, point: at(10, 10), intent: 'grab' });
    gestures.move(1, at(13, 10));
    gestures.move(1, at(20, 10));
    gestures.move(1, at(25, 8));
    gestures.up(1, false);
    expect(calls).toEqual(['pan 10 0', 'pan 5 -2']);
    expect(gestures.isActive).toBe(false);
  });

  it('never clicks when the press is for panning only', () => {
    const { gestures, calls } = createGestures();
    gestures.down({ pointerId: 1, point: at(10, 10), intent: 'pan' });
    gestures.up(1, false);
    expect(calls).toEqual([]);
  });

  it('draws a rectangle', () => {
    const { gestures, calls } = createGestures();
    gestures.down({ pointerId: 1, point: at(10, 10), intent: 'draw' });
    gestures.move(1, at(40, 30));
    gestures.up(1, false);
    expect(calls).toEqual(['start 10 10', 'move 40 30', 'finish']);
  });

  it('takes a pick that stays for a click, and one that moves for a drawing from its start', () => {
    const { gestures, calls } = createGestures();
    gestures.down({ pointerId: 1, point: at(10, 10), intent: 'pick' });
    gestures.up(1, false);
    gestures.down({ pointerId: 1, point: at(10, 10), intent: 'pick' });
    gestures.move(1, at(20, 10));
    gestures.up(1, false);
    expect(calls).toEqual(['click 10 10', 'start 10 10', 'move 20 10', 'finish']);
  });

  it('cancels a rectangle, and what follows of the same press does nothing', () => {
    const { gestures, calls } = createGestures();
    gestures.down({ pointerId: 1, point: at(10, 10), intent: 'draw' });
    gestures.cancel();
    gestures.move(1, at(40, 30));
    gestures.up(1, false);
    expect(calls).toEqual(['start 10 10', 'cancel']);
  });

  it('pinches with two fingers: zooms by their spread and follows their middle', () => {
    const { gestures, calls } = createGestures();
    gestures.down({ pointerId: 1, point: at(0, 0), intent: 'grab' });
    gestures.down({ pointerId: 2, point: at(100, 0), intent: 'grab' });
    gestures.move(2, at(200, 0));
    expect(calls).toEqual(['pan 50 0', 'zoom 2 at 100 0']);
    expect(gestures.isPanning).toBe(true);
  });

  it('goes on panning with the finger that stays, and never clicks after a pinch', () => {
    const { gestures, calls } = createGestures();
    gestures.down({ pointerId: 1, point: at(0, 0), intent: 'grab' });
    gestures.down({ pointerId: 2, point: at(100, 0), intent: 'grab' });
    gestures.up(1, false);
    gestures.move(2, at(101, 3));
    gestures.up(2, false);
    expect(calls).toEqual(['pan 1 3']);
  });

  it('gives up a rectangle when a second finger comes', () => {
    const { gestures, calls } = createGestures();
    gestures.down({ pointerId: 1, point: at(0, 0), intent: 'draw' });
    gestures.down({ pointerId: 2, point: at(100, 0), intent: 'draw' });
    gestures.up(1, false);
    gestures.up(2, false);
    expect(calls).toEqual(['start 0 0', 'cancel']);
  });
});
