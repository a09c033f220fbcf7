import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CORNER,
  cellOf,
  createFrameProbe,
  type FrameProbe,
  GREY,
  viewOf,
} from '#ui/viewer/rendering/testing/frameProbe.ts';
import { snapToDevicePixels } from '#ui/viewer/scene/drawnView.ts';

const BACKGROUND = [11, 13, 16];

let probe: FrameProbe;

beforeEach(() => {
  probe = createFrameProbe();
});

afterEach(() => probe.dispose());

function grey(level: number): number[] {
  return [level, level, level];
}

describe('ImageRenderer: intensity', () => {
  it('magnifies without interpolation: each pixel is one even square', () => {
    const tile = { width: 3, height: 2, data: Uint16Array.of(10, 60, 110, 160, 210, 255) };
    const pixel = probe.draw({
      viewport: viewOf(36, 26, 10, [3, 3]),
      channels: [GREY],
      cells: [
        cellOf(
          { x: 0, y: 0, width: 3, height: 2 },
          { intensity: [probe.place('intensity', tile)] },
        ),
      ],
    });
    for (let y = 0; y < 26; y++) {
      for (let x = 0; x < 36; x++) {
        const column = Math.floor((x - 3) / 10);
        const row = Math.floor((y - 3) / 10);
        const isInside = column >= 0 && column < 3 && row >= 0 && row < 2;
        const code = tile.data[row * 3 + column] ?? 0;
        expect(pixel(x, y)).toEqual(isInside ? grey(code) : BACKGROUND);
      }
    }
  });

  it('shows every pixel exactly once at 1:1, wherever the view was left', () => {
    const tile = { width: 64, height: 1, data: new Uint16Array(64).map((_, x) => x * 4) };
    const view = snapToDevicePixels(viewOf(64, 1, 1, [0.499_999, -0.3]));
    const pixel = probe.draw({
      viewport: view,
      channels: [GREY],
      cells: [
        cellOf(
          { x: 0, y: 0, width: 64, height: 1 },
          { intensity: [probe.place('intensity', tile)] },
        ),
      ],
    });
    for (let x = 0; x < 64; x++) expect(pixel(x, 0)).toEqual(grey(x * 4));
  });

  it('adds channels in their colours, each with its own range of 16-bit codes', () => {
    const one = { width: 1, height: 1, data: Uint16Array.of(30_000) };
    const two = { width: 1, height: 1, data: Uint16Array.of(500) };
    const pixel = probe.draw({
      viewport: viewOf(4, 4, 4),
      channels: [
        { blackCode: 20_000, whiteCode: 40_000, gamma: 1, color: [0, 0, 1] },
        { blackCode: 0, whiteCode: 400, gamma: 1, color: [0, 1, 0] },
      ],
      cells: [
        cellOf(
          { x: 0, y: 0, width: 1, height: 1 },
          { intensity: [probe.place('intensity', one), probe.place('intensity', two)] },
        ),
      ],
    });
    const [red, green, blue = 0] = pixel(2, 2);
    expect([red, green]).toEqual([0, 255]);
    expect(Math.abs(blue - 127.5)).toBeLessThan(1);
  });

  it('applies gamma, and inverts when black lies above white', () => {
    const tile = { width: 2, height: 1, data: Uint16Array.of(64, 255) };
    const cells = [
      cellOf({ x: 0, y: 0, width: 2, height: 1 }, { intensity: [probe.place('intensity', tile)] }),
    ];
    const bright = probe.draw({
      viewport: viewOf(2, 1, 1),
      channels: [{ ...GREY, gamma: 2 }],
      cells,
    });
    expect(Math.abs((bright(0, 0)[0] ?? 0) - 255 * Math.sqrt(64 / 255))).toBeLessThan(1.5);
    const inverted = { ...GREY, blackCode: 255, whiteCode: 0 };
    const pixel = probe.draw({ viewport: viewOf(2, 1, 1), channels: [inverted], cells });
    expect([pixel(0, 0), pixel(1, 0)]).toEqual([grey(191), grey(0)]);
  });

  it('draws a missing tile black, inverted or not', () => {
    for (const channel of [GREY, { ...GREY, blackCode: 255, whiteCode: 0 }]) {
      const cells = [cellOf({ x: 0, y: 0, width: 4, height: 4 }, { intensity: [null] })];
      const pixel = probe.draw({ viewport: viewOf(4, 4, 1), channels: [channel], cells });
      expect(pixel(1, 1)).toEqual(grey(0));
    }
  });

  it('joins tiles without a gap, at zooms that do not divide a tile', () => {
    const full = { width: 512, height: 512, data: new Uint16Array(512 * 512).fill(200) };
    const cells = [0, 1].flatMap((row) =>
      [0, 1].map((column) =>
        cellOf(
          { x: column * 512, y: row * 512, width: 512, height: 512 },
          { intensity: [probe.place('intensity', full, { level: 0, column, row })] },
        ),
      ),
    );
    for (const scale of [0.71, 0.9137, 1.303]) {
      const offset = [40 - 512 * scale, 40 - 512 * scale].map(Math.round);
      const pixel = probe.draw({
        viewport: viewOf(80, 80, scale, offset),
        channels: [GREY],
        cells,
      });
      for (let at = 0; at < 80; at++) {
        expect(pixel(at, 40)).toEqual(grey(200));
        expect(pixel(40, at)).toEqual(grey(200));
      }
    }
  });

  it('takes the right texels of a coarser tile that stands in for a fine one', () => {
    const data = new Uint16Array(512 * 512).map((_, i) => (i % 512 < 256 ? 50 : 150));
    const coarse = probe.place(
      'intensity',
      { width: 512, height: 512, data },
      { ...CORNER, level: 1 },
    );
    const area = { x: 0, y: 0, width: 512, height: 512 };
    const right = { x: 512, y: 0, width: 512, height: 512 };
    const pixel = probe.draw({
      viewport: viewOf(1024, 8, 1),
      channels: [GREY],
      cells: [cellOf(area, { intensity: [coarse] }), cellOf(right, { intensity: [coarse] })],
    });
    expect(pixel(0, 4)).toEqual(grey(50));
    expect(pixel(511, 4)).toEqual(grey(50));
    expect(pixel(512, 4)).toEqual(grey(150));
    expect(pixel(1023, 4)).toEqual(grey(150));
  });
});

describe('ImageRenderer: tiles', () => {
  it('refuses a tile whose data do not fit its layer', () => {
    const tile = { width: 2, height: 2, data: new Uint16Array(4) };
    for (const [kind, wrong] of [
      ['labels', tile],
      ['probability', tile],
      ['intensity', { ...tile, width: 3 }],
    ] as const) {
      expect(() => probe.renderer.upload(kind, wrong, null)).toThrow(
        expect.objectContaining({ code: 'shape-mismatch' }),
      );
    }
  });

  it('puts new pixels into the texture of a tile that was read again', () => {
    const tile = { width: 1, height: 1, data: Uint16Array.of(10) };
    const texture = probe.renderer.upload('intensity', tile, null);
    const again = probe.renderer.upload(
      'intensity',
      { ...tile, data: Uint16Array.of(90) },
      texture,
    );
    expect(again).toBe(texture);
    const cells = [
      cellOf(
        { x: 0, y: 0, width: 1, height: 1 },
        { intensity: [{ texture: again, address: CORNER }] },
      ),
    ];
    const pixel = probe.draw({ viewport: viewOf(1, 1, 1), channels: [GREY], cells });
    expect(pixel(0, 0)).toEqual(grey(90));
  });
});
