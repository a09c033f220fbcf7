import { viewerText } from '#text/viewer.ts';
import { scaleBarLength } from '#ui/viewer/controls/scaleBarLength.ts';
import classes from '#ui/viewer/ImageViewer.module.css';
import { useObservable } from '#ui/viewer/scene/observable.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';

const MAX_WIDTH_PX = 140;
/** Of the image's width on the page: on a phone the bar must not cover what it measures. */
const MAX_SHARE = 0.2;

interface ScaleBarProps {
  readonly scene: ViewerScene;
  /** Edge of an image pixel in µm. */
  readonly pixelSizeUm: number;
}

/** A bar of round length over the image, at its present zoom. */
export function ScaleBar({ scene, pixelSizeUm }: ScaleBarProps) {
  const { scale, pixelRatio, canvas } = useObservable(scene.view.viewport);
  const roomPx = Math.min(MAX_WIDTH_PX, (MAX_SHARE * canvas.width) / pixelRatio);
  const bar = scaleBarLength((pixelSizeUm * pixelRatio) / scale, roomPx);
  if (bar === null) return null;
  return (
    <div
      className={`${classes['pill']} ${classes['scaleBar']}`}
      role="img"
      aria-label={viewerText.scaleBar(bar.text)}
    >
      <span>{bar.text}</span>
      <span className={classes['scaleBarLine']} style={{ width: bar.widthPx }} />
    </div>
  );
}
