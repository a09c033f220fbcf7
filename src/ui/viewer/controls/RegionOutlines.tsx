import type { Rectangle } from '#domain/image/rectangle.ts';
import classes from '#ui/viewer/ImageViewer.module.css';
import type { ViewerInput } from '#ui/viewer/interaction/viewerInput.ts';
import { useObservable } from '#ui/viewer/scene/observable.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';
import { imageToScreen, type Viewport } from '#ui/viewer/viewport.ts';

interface RegionOutlinesProps {
  readonly scene: ViewerScene;
  readonly input: ViewerInput;
  readonly region: Rectangle | null;
}

/** The chosen region, dashed, and the rectangle that is being drawn. */
export function RegionOutlines({ scene, input, region }: RegionOutlinesProps) {
  const viewport = useObservable(scene.view.viewport);
  const draft = useObservable(input.draft);
  if (region === null && draft === null) return null;
  const shownRegion = draft === null && region !== null ? cssBox(viewport, region) : null;
  return (
    <svg className={classes['outlines']} aria-hidden="true">
      {shownRegion && <rect className={classes['outlineShadow']} {...shownRegion} />}
      {shownRegion && <rect className={classes['outlineLine']} {...shownRegion} />}
      {draft && <rect className={classes['draft']} {...cssBox(viewport, draft)} />}
    </svg>
  );
}

/** A rectangle of the image in CSS pixels of the surface. */
function cssBox(viewport: Viewport, area: Rectangle): Rectangle {
  const { scale, pixelRatio } = viewport;
  const corner = imageToScreen(viewport, area);
  return {
    x: corner.x / pixelRatio,
    y: corner.y / pixelRatio,
    width: (area.width * scale) / pixelRatio,
    height: (area.height * scale) / pixelRatio,
  };
}
