import type { Rectangle } from '#domain/image/rectangle.ts';
import type { Observable } from '#ui/viewer/scene/observable.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';
import type { ImageViewerProps } from '#ui/viewer/viewerTypes.ts';
import { clampRectangle, type ImagePoint } from '#ui/viewer/viewport.ts';

/** Outline of what is being drawn, in px of the image. */
export type DraftShape =
  | { readonly kind: 'box'; readonly area: Rectangle }
  | { readonly kind: 'line'; readonly points: readonly ImagePoint[] }
  | {
      readonly kind: 'polygon';
      readonly points: readonly ImagePoint[];
      /** Where the next corner would be. */
      readonly cursor: ImagePoint | null;
    };

/** What a drawing works with. */
export interface DrawingHost {
  readonly scene: ViewerScene;
  readonly draft: Observable<DraftShape | null>;
  readonly props: () => DrawingProps;
  /** Share of the brush's radius that a pen asks for by its pressure; 1 for mice and fingers. */
  readonly radiusShare: () => number;
}

export type DrawingProps = Pick<ImageViewerProps, 'tool' | 'annotator' | 'onRectangle'>;

/** A drag that draws. */
export interface Drawing {
  readonly move: (point: ImagePoint) => void;
  readonly finish: (isAdditive: boolean) => void;
  readonly cancel: () => void;
}

/** A press that moves less than this is a click, in CSS pixels. */
export const CLICK_SLOP_PX = 4;

/** Points of a stroke or a line nearer than this to the one before add nothing, in image pixels. */
const MIN_STEP_PX = 0.2;

/** Begins what a drag with the tool in hand draws. */
export function startDrawing(host: DrawingHost, start: ImagePoint, isAlternate: boolean): Drawing {
  const { tool } = host.props();
  if (tool === 'brush' || tool === 'eraser') return startStroke(host, start, isAlternate);
  return tool === 'split' ? startLine(host, start) : startBox(host, start);
}

function startStroke(host: DrawingHost, start: ImagePoint, isAlternate: boolean): Drawing {
  const { scene } = host;
  const { annotator } = host.props();
  const valueUnder = scene.annotationAt(start);
  const stroke = scene.paint.startStroke(annotator.beginStroke({ valueUnder, isAlternate }));
  const add = ({ x, y }: ImagePoint) =>
    stroke.add(x, y, host.props().annotator.brushRadiusPx * host.radiusShare());
  let last = start;
  add(start);
  return {
    move: (point) => {
      if (isNear(point, last)) return;
      last = point;
      add(point);
    },
    finish: stroke.finish,
    cancel: stroke.cancel,
  };
}

function startLine({ draft, props }: DrawingHost, start: ImagePoint): Drawing {
  const points = [start];
  return {
    move: (point) => {
      if (isNear(point, points.at(-1) ?? start)) return;
      points.push(point);
      draft.set({ kind: 'line', points: [...points] });
    },
    finish: () => {
      draft.set(null);
      if (points.length > 1) props().annotator.onSplit(flatPoints(points));
    },
    cancel: () => draft.set(null),
  };
}

function startBox({ scene, draft, props }: DrawingHost, start: ImagePoint): Drawing {
  let area: Rectangle | null = null;
  return {
    move: (point) => {
      area = clampRectangle(start, point, scene.view.image);
      draft.set(area && { kind: 'box', area });
    },
    finish: (isAdditive) => {
      draft.set(null);
      const { scale, pixelRatio } = scene.view.viewport.get();
      const isClick =
        area === null || Math.max(area.width, area.height) * scale < CLICK_SLOP_PX * pixelRatio;
      if (isClick) return;
      const { tool, annotator, onRectangle } = props();
      if (tool === 'select') annotator.onBox(area as Rectangle, isAdditive);
      else onRectangle?.(area as Rectangle);
    },
    cancel: () => draft.set(null),
  };
}

/** x, y, x, y, … */
export function flatPoints(points: readonly ImagePoint[]): Float32Array<ArrayBuffer> {
  return Float32Array.from(points.flatMap(({ x, y }) => [x, y]));
}

function isNear(a: ImagePoint, b: ImagePoint): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) < MIN_STEP_PX;
}
