/** What a key does to the view. Fractions are of the canvas. */
export type KeyCommand =
  | { readonly kind: 'pan'; readonly dxFraction: number; readonly dyFraction: number }
  | { readonly kind: 'zoom'; readonly direction: 1 | -1 }
  | { readonly kind: 'fit' }
  | { readonly kind: 'actual-size' }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'cancel' };

/** The part of a key event that a command depends on. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const PAN_FRACTION = 0.1;
const LONG_PAN_FRACTION = 0.5;

const ARROWS = new Map<string, readonly [x: number, y: number]>([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);

const COMMANDS = new Map<string, KeyCommand>([
  ['+', { kind: 'zoom', direction: 1 }],
  ['=', { kind: 'zoom', direction: 1 }],
  ['-', { kind: 'zoom', direction: -1 }],
  ['_', { kind: 'zoom', direction: -1 }],
  ['0', { kind: 'fit' }],
  ['f', { kind: 'fit' }],
  ['F', { kind: 'fit' }],
  ['1', { kind: 'actual-size' }],
  ['Enter', { kind: 'confirm' }],
  ['Escape', { kind: 'cancel' }],
]);

/**
 * The command of a key press; `null` for keys that are not the viewer's. Arrows move the view that
 * way, so the image moves the other; with Shift by half the canvas.
 */
export function keyCommand(press: KeyPress): KeyCommand | null {
  // The browser's own zoom and history keys stay with the browser.
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const arrow = ARROWS.get(press.key);
  if (arrow !== undefined) {
    const step = press.shiftKey ? LONG_PAN_FRACTION : PAN_FRACTION;
    return { kind: 'pan', dxFraction: -step * arrow[0], dyFraction: -step * arrow[1] };
  }
  return COMMANDS.get(press.key) ?? null;
}
