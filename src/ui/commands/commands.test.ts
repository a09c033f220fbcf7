import { describe, expect, it } from 'vitest';
import type { Command } from '#ui/commands/command.ts';
import { commands, keyText } from '#ui/commands/commands.ts';
import { findCommand, keyOf } from '#ui/commands/useShortcuts.ts';

const press = (key: string, modifiers: Partial<Parameters<typeof keyOf>[0]> = {}) =>
  findCommand(
    keyOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...modifiers }),
  );

describe('shortcuts', () => {
  it.each([
    ['o', {}, commands.openImages],
    ['s', {}, commands.segment],
    ['S', { shiftKey: true }, commands.segmentAll],
    ['Escape', {}, commands.cancel],
    ['Delete', {}, commands.deleteSelection],
    ['z', { ctrlKey: true }, commands.undo],
    ['z', { metaKey: true }, commands.undo],
    ['Z', { ctrlKey: true, shiftKey: true }, commands.redo],
    ['y', { ctrlKey: true }, commands.redo],
    ['[', {}, commands.smallerBrush],
    [']', {}, commands.largerBrush],
    [',', {}, commands.previousImage],
    ['.', {}, commands.nextImage],
    ['b', {}, commands.toolBrush],
    ['M', { shiftKey: true }, commands.mergeSelection],
    ['h', {}, commands.toggleOverlay],
    ['t', {}, commands.train],
    ['k', {}, commands.keepBest],
    // On most keyboards ? needs Shift.
    ['?', { shiftKey: true }, commands.showShortcuts],
  ])('%s with %o runs its command', (key, modifiers, command) => {
    expect(press(key, modifiers)).toBe(command);
  });

  it('leaves the browser its own keys', () => {
    expect(press('s', { ctrlKey: true })).toBeUndefined();
    expect(press('o', { metaKey: true })).toBeUndefined();
    expect(press('h', { altKey: true })).toBeUndefined();
  });

  it('gives no key to two commands', () => {
    const all: readonly Command[] = Object.values(commands);
    const keys = all.flatMap((command) => command.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('writes keys for people', () => {
    expect([commands.undo, commands.segmentAll, commands.cancel].map(keyText)).toEqual([
      'Ctrl+Z',
      'Shift+S',
      'Esc',
    ]);
  });
});
