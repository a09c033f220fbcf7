import { describe, expect, it } from 'vitest';
import { PROBABILITY_LEVELS } from '#domain/image/probabilityMap.ts';
import {
  greyOfView,
  openView,
  probabilityOfView,
  readViewTile,
  replanView,
  writeViewTile,
} from '#domain/training/validationView.ts';
import { haloPx, outputEdge } from '#domain/unet/validShape.ts';

const NETWORK = { depth: 2, baseFeatures: 1, inputChannels: 1, classCount: 2 };
const WIDTH = 300;
const HEIGHT = 200;

/** Every pixel's value is its own, between 0 and 1. */
function image(annotated = true) {
  const pixels = Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => i / (WIDTH * HEIGHT));
  const data = new Uint32Array(WIDTH * HEIGHT).fill(annotated ? 1 : 0);
  const annotation = { width: WIDTH, height: HEIGHT, data };
  const size = { width: WIDTH, height: HEIGHT, inputChannels: 1 };
  return { id: 'a', name: 'a', ...size, pixels, annotation, classes: new Map<number, number>() };
}

/** What a network gives that only copies its input: the tile's valid centre. */
function copyCentre({ pixels, width, height }: ReturnType<typeof readViewTile>) {
  const halo = haloPx(NETWORK.depth);
  const outputWidth = outputEdge(width, NETWORK.depth);
  const outputHeight = outputEdge(height, NETWORK.depth);
  const centre = new Float32Array(outputWidth * outputHeight);
  for (let y = 0; y < outputHeight; y++) {
    const start = (y + halo) * width + halo;
    centre.set(pixels.subarray(start, start + outputWidth), y * outputWidth);
  }
  return centre;
}

describe('a view of a validation image', () => {
  const region = { x: 31, y: 17, width: 211, height: 150 };

  it('is put together from its tiles, whatever their size', () => {
    const source = image();
    const whole = openView(source, region, NETWORK, 1000);
    const cut = replanView(whole, NETWORK, 90);
    expect(cut.plan.tiles.length).toBeGreaterThan(whole.plan.tiles.length);
    for (const view of [whole, cut]) {
      view.map.data.fill(0);
      for (let tile = 0; tile < view.plan.tiles.length; tile++) {
        writeViewTile(view, tile, copyCentre(readViewTile(view, tile)), NETWORK.depth);
      }
      for (const [x, y] of [
        [0, 0],
        [210, 0],
        [100, 75],
        [210, 149],
      ] as const) {
        const value = source.pixels[(17 + y) * WIDTH + 31 + x] as number;
        expect(view.map.data[y * 211 + x]).toBe(Math.round(value * PROBABILITY_LEVELS));
      }
    }
  });

  it('shows grey levels from darkest to brightest, and probabilities in 8 bits', () => {
    const view = openView(image(), region, NETWORK, 1000);
    const grey = greyOfView(view);
    expect([grey[0], grey.at(-1)]).toEqual([0, 255]);
    view.map.data.fill(PROBABILITY_LEVELS, 0, 3);
    expect([...probabilityOfView(view).subarray(0, 5)]).toEqual([255, 255, 255, 0, 0]);
  });

  it('is a piece around the annotation when it is not scored', () => {
    const source = image(false);
    source.annotation.data[(HEIGHT - 1) * WIDTH + WIDTH - 1] = 1;
    const view = openView(source, null, NETWORK, 1000);
    expect(view.isScored).toBe(false);
    expect(view.region.x + view.region.width).toBe(WIDTH);
    expect(view.region.y + view.region.height).toBe(HEIGHT);
  });
});
