import { formatCount } from '#text/format.ts';

/** The image viewer: what it is, what its tools do, what it tells. */
export const viewerText = {
  name: 'Image viewer',
  role: 'zoomable image',
  size: (width: number, height: number, zoom: string) =>
    `${width} × ${height} pixels, zoom ${zoom}.`,
  selected: (count: number) => `${formatCount(count)} selected.`,
  hints: {
    rectangle: 'Drag to draw a rectangle, or press Enter for the visible part.',
    select: 'Click to select, with Shift to add; drag a box to select all it touches.',
    brush: 'Drag to paint; [ and ], or the wheel with Shift, change the size.',
    eraser: 'Drag to erase; [ and ], or the wheel with Shift, change the size.',
    fill: 'Click to fill a region.',
    polygon: 'Click corners; Enter closes, Backspace takes the last one back, Escape gives up.',
    split: 'Drag a line across an object to cut it.',
    merge: 'Click one object, then those to join to it.',
  },
  notDrawn: (name: string) => `${name} could not be drawn`,
  driverReset:
    'The graphics driver was reset. The view comes back by itself; images and results are safe.',

  position: (x: number, y: number) => `x ${x}, y ${y}`,
  object: (label: number) => `Object ${label}`,
  about: (value: string) => `≈ ${value}`,
  scaleBar: (length: string) => `Scale bar: ${length}`,
  millimetres: (value: string) => `${value} mm`,
  nanometres: (value: string) => `${value} nm`,
  micrometres: (value: string) => `${value} µm`,

  zoom: 'Zoom',
  zoomOut: 'Zoom out',
  zoomIn: 'Zoom in',
  fit: 'Fit',
  actualSize: '1:1',
  percent: (percent: number | string) => `${percent}%`,
} as const;
