interface CrosshairPlace {
  readonly x: number;
  readonly y: number;
  /** Object under it; 0 for none. */
  readonly label: number;
  readonly isDown: boolean;
}

/** What the image viewer says about its use by keyboard. */
export const viewerKeyText = {
  panKeys: 'Arrow keys pan, plus and minus zoom, 0 fits the image, 1 shows it at 1:1.',
  toolKeys:
    'Arrow keys move a crosshair, with Shift faster; Space or Enter puts the tool down and lifts it. Plus and minus zoom, 0 fits the image.',
  crosshair: ({ x, y, label, isDown }: CrosshairPlace) =>
    [isDown ? 'Down' : '', `x ${x}, y ${y}`, label > 0 ? `object ${label}` : '']
      .filter(Boolean)
      .join(', '),
} as const;
