import classes from '#ui/viewer/ImageViewer.module.css';
import type { ViewerInput } from '#ui/viewer/interaction/viewerInput.ts';
import { useObservable } from '#ui/viewer/scene/observable.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';
import { imageToScreen } from '#ui/viewer/viewport.ts';

interface BrushCursorProps {
  readonly scene: ViewerScene;
  readonly input: ViewerInput;
  /** px of the image */
  readonly radiusPx: number;
}

/** Smaller circles would be lost; a cross marks the middle as well. CSS pixels. */
const LEAST_RADIUS_PX = 2;
const CROSS_PX = 4;

/** The brush's footprint at the present zoom, where the pointer is. */
export function BrushCursor({ scene, input, radiusPx }: BrushCursorProps) {
  const viewport = useObservable(scene.view.viewport);
  const point = useObservable(input.tools.cursor);
  if (point === null) return null;
  const { scale, pixelRatio } = viewport;
  const screen = imageToScreen(viewport, point);
  const x = screen.x / pixelRatio;
  const y = screen.y / pixelRatio;
  const r = Math.max(LEAST_RADIUS_PX, (radiusPx * scale) / pixelRatio);
  const cross = `M${x - CROSS_PX} ${y}h${2 * CROSS_PX}M${x} ${y - CROSS_PX}v${2 * CROSS_PX}`;
  return (
    <svg className={classes['outlines']} aria-hidden="true">
      <circle className={classes['brushShadow']} cx={x} cy={y} r={r} />
      <circle className={classes['brush']} cx={x} cy={y} r={r} />
      {r < 3 * CROSS_PX && <path className={classes['brush']} d={cross} />}
    </svg>
  );
}
