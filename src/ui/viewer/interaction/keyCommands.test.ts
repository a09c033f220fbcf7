import { describe, expect, it } from 'vitest';
import { keyCommand } from '#ui/viewer/interaction/keyCommands.ts';

const NO_MODIFIERS = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
const press = (key: string, modifiers: Partial<typeof NO_MODIFIERS> = {}) =>
  keyCommand({ key, ...NO_MODIFIERS, ...modifiers });

describe('keyCommand', () => {
  it.each([
    ['+', { kind: 'zoom', direction: 1 }],
    ['=', { kind: 'zoom', direction: 1 }],
    ['-', { kind: 'zoom', direction: -1 }],
    ['0', { kind: 'fit' }],
    ['f', { kind: 'fit' }],
    ['1', { kind: 'actual-size' }],
    ['Escape', { kind: 'cancel' }],
  ])('knows %s', (key, command) => {
    expect(press(key)).toEqual(command);
  });

  it('moves the image against the arrow, further with Shift', () => {
    const step = press('ArrowRight');
    const leap = press('ArrowRight', { shiftKey: true });
    expect(step).toMatchObject({ kind: 'pan', dxFraction: -0.1 });
    expect(leap).toMatchObject({ kind: 'pan', dxFraction: -0.5 });
  });

  it.each(['ctrlKey', 'altKey', 'metaKey'])('leaves keys with %s to the browser', (modifier) => {
    expect(press('0', { [modifier]: true })).toBeNull();
    expect(press('ArrowLeft', { [modifier]: true })).toBeNull();
  });

  it('leaves other keys to the page', () => {
    expect(press('Tab')).toBeNull();
    expect(press('constructor')).toBeNull();
  });
});
