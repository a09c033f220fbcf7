import '@mantine/core/styles.css';
import { MantineProvider } from '@mantine/core';
import { createRef, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, vi } from 'vitest';
import type { ViewLayer, ViewTile, ViewTileAddress } from '#domain/image/viewTile.ts';
import { ImageViewer } from '#ui/viewer/ImageViewer.tsx';
import type { ImageViewerProps, ViewerHandle, ViewerPaint } from '#ui/viewer/viewerTypes.ts';

/** The largest image that the app promises; all of its tiles are made up. */
export const EDGE = 10_000;

const OBJECT_EDGE = 1000;

/** Objects are squares of 1000 px, labelled 1…100 row by row; intensities are x + y. */
export function makeTile(layer: ViewLayer, address: ViewTileAddress): ViewTile {
  const step = 2 ** address.level;
  const span = 512 * step;
  const width = Math.ceil(Math.min(span, EDGE - address.column * span) / step);
  const height = Math.ceil(Math.min(span, EDGE - address.row * span) / step);
  const texels = {
    intensity: Uint16Array,
    probability: Uint8Array,
    labels: Uint32Array,
    annotation: Uint32Array,
    comparison: Uint32Array,
  };
  const data = new texels[layer.kind](width * height);
  for (let index = 0; index < data.length; index++) {
    const x = address.column * span + (index % width) * step;
    const y = address.row * span + Math.floor(index / width) * step;
    data[index] = valueAt(layer, x, y);
  }
  return { width, height, data };
}

function valueAt({ kind }: ViewLayer, x: number, y: number): number {
  if (kind === 'probability') return 255;
  if (kind === 'intensity') return x + y;
  return Math.floor(y / OBJECT_EDGE) * 10 + Math.floor(x / OBJECT_EDGE) + 1;
}

/** Paint that nothing keeps. */
const PAINT: ViewerPaint = {
  shownValue: 1,
  overwritesObjects: true,
  commit: () => Promise.resolve(),
};

export const BASE_PROPS = {
  imageId: 'first',
  width: EDGE,
  height: EDGE,
  channels: [
    {
      channel: 0,
      name: 'DAPI',
      color: [1, 1, 1],
      displayRange: [0, 20_000],
      codeOffset: 0,
      codeStep: 1,
    },
  ],
  overlay: {
    mode: 'labels',
    threshold: 0.5,
    opacity: 0.5,
    labelStyle: 'filled',
    hasProbability: false,
  },
  revisions: { intensity: 0, probability: 0, labels: 0, annotation: 0, comparison: 0 },
  pixelSizeUm: 0.5,
  tool: 'pan',
  region: null,
  selectedLabels: [],
  highlightedLabel: 0,
  annotator: {
    brushRadiusPx: 5,
    beginStroke: () => PAINT,
    beginPolygon: () => PAINT,
    onPick: () => undefined,
    onBox: () => undefined,
    onSplit: () => undefined,
    onBrushStep: () => undefined,
  },
} as const satisfies Partial<ImageViewerProps>;

/** A viewer of 400 × 300 CSS pixels on a page of its own. */
export interface ViewerHarness {
  /** Tiles read so far, as "layer level/column/row". */
  readonly reads: string[];
  /** Renders with these properties in place of the basic ones. */
  readonly show: (props?: Partial<ImageViewerProps>) => void;
  readonly handle: () => ViewerHandle | null;
  readonly surface: () => HTMLElement;
  /** Moves the viewer, and its size, in the window at once; all in CSS pixels. */
  readonly place: (left: number, top: number, width: number, height: number) => void;
  /** Sends a pointer event at CSS pixels of the window, whose corner is the viewer’s at first. */
  readonly fire: (type: string, x: number, y: number, extra?: PointerEventInit) => void;
  /** All text on the page. */
  readonly text: () => string;
  /** The zoom as the description tells it. */
  readonly zoomText: () => string | undefined;
  /** Colour (0…255) at a CSS pixel of the viewer, as drawn last. */
  readonly pixel: (x: number, y: number) => number[];
  /** Resolves once the image and its objects are drawn. */
  readonly isShown: () => Promise<void>;
  readonly unmount: () => void;
}

/** Mounts nothing yet: `show` does. `reply` answers for the worker. */
export function createViewerHarness(
  reply: (layer: ViewLayer, address: ViewTileAddress) => ViewTile | Promise<ViewTile> = makeTile,
): ViewerHarness {
  const restoreContexts = keepDrawingBuffers();
  const box = document.createElement('div');
  box.style.cssText = 'position: fixed; inset: 0; width: 400px; height: 300px';
  document.body.replaceChildren(box);
  const root = createRoot(box);
  const handle = createRef<ViewerHandle>();
  const reads: string[] = [];
  const readTile: ImageViewerProps['readTile'] = async (layer, address) => {
    reads.push(`${layer.kind} ${address.level}/${address.column}/${address.row}`);
    return reply(layer, address);
  };
  const surface = () => box.querySelector<HTMLElement>('[role=application]') as HTMLElement;
  const fire: ViewerHarness['fire'] = (type, x, y, extra) => {
    // A pointer can be captured only while a real one is down.
    surface().setPointerCapture = () => {};
    surface().dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerId: 1, clientX: x, clientY: y, ...extra }),
    );
  };
  const text = () => box.textContent ?? '';
  return {
    reads,
    surface,
    fire,
    text,
    handle: () => handle.current,
    place: (left, top, width, height) => {
      box.style.cssText = `position: fixed; left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px`;
    },
    zoomText: () =>
      surface()
        .getAttribute('aria-description')
        ?.match(/zoom (\S+%)/)?.[1],
    unmount: () => {
      root.unmount();
      restoreContexts();
    },
    pixel: (x, y) => colorAt(box.querySelector('canvas') as HTMLCanvasElement, x, y),
    show: (props) => {
      root.render(
        <StrictMode>
          <MantineProvider>
            <ImageViewer {...BASE_PROPS} readTile={readTile} ref={handle} {...props} />
          </MantineProvider>
        </StrictMode>,
      );
    },
    isShown: () =>
      // Objects are found on tiles, so a reading means that those have arrived.
      expect
        .poll(() => {
          if (surface()) fire('pointermove', 195, 145, { pointerType: 'mouse' });
          return text();
        })
        .toMatch(/Object \d+/),
  };
}

/** What stands in a canvas of 400 × 300 CSS pixels. */
function colorAt(canvas: HTMLCanvasElement, x: number, y: number): number[] {
  const gl = canvas.getContext('webgl2') as WebGL2RenderingContext;
  const at = (css: number, edge: number, cssEdge: number) => Math.floor((css * edge) / cssEdge);
  const color = new Uint8Array(4);
  const row = canvas.height - 1 - at(y, canvas.height, 300);
  gl.readPixels(at(x, canvas.width, 400), row, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, color);
  return [...color.subarray(0, 3)];
}

/**
 * Without this, a picture can be read only in the very task that has drawn it.
 *
 * @returns what puts the browser's own method back
 */
function keepDrawingBuffers(): () => void {
  const { getContext } = HTMLCanvasElement.prototype;
  const spy = vi.spyOn(HTMLCanvasElement.prototype, 'getContext');
  spy.mockImplementation(function (this: HTMLCanvasElement, ...[type, options]: unknown[]) {
    return Reflect.apply(getContext, this, [
      type,
      { ...(options as object), preserveDrawingBuffer: true },
    ]);
  });
  return () => spy.mockRestore();
}
