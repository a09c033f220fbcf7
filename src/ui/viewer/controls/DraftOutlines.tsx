import type { Rectangle } from '#domain/image/rectangle.ts';
import { cssBox } from '#ui/viewer/controls/cssBox.ts';
import classes from '#ui/viewer/ImageViewer.module.css';
import type { DraftShape } from '#ui/viewer/interaction/drawings.ts';
import type { ViewerInput } from '#ui/viewer/interaction/viewerInput.ts';
import { useObservable } from '#ui/viewer/scene/observable.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';
import { type ImagePoint, imageToScreen, type Viewport } from '#ui/viewer/viewport.ts';

interface DraftOutlinesProps {
  readonly scene: ViewerScene;
  readonly input: ViewerInput;
  /** Region to segment; hidden while something is drawn. */
  readonly region: Rectangle | null;
}

/** The chosen region, dashed, and what is being drawn. */
export function DraftOutlines({ scene, input, region }: DraftOutlinesProps) {
  const viewport = useObservable(scene.view.viewport);
  const draft = useObservable(input.tools.draft);
  if (region === null && draft === null) return null;
  const shownRegion = draft === null && region !== null ? cssBox(viewport, region) : null;
  return (
    <svg className={classes['outlines']} aria-hidden="true">
      {shownRegion && <rect className={classes['outlineShadow']} {...shownRegion} />}
      {shownRegion && <rect className={classes['outlineLine']} {...shownRegion} />}
      {draft && <Draft viewport={viewport} draft={draft} />}
    </svg>
  );
}

function Draft({ viewport, draft }: { readonly viewport: Viewport; readonly draft: DraftShape }) {
  if (draft.kind === 'box') {
    return <rect className={classes['draft']} {...cssBox(viewport, draft.area)} />;
  }
  if (draft.kind === 'line') {
    const points = svgPoints(viewport, draft.points);
    return (
      <>
        <polyline className={classes['cutShadow']} points={points} />
        <polyline className={classes['cut']} points={points} />
      </>
    );
  }
  const { points, cursor } = draft;
  const corners = points.map((point) => cssPoint(viewport, point));
  const outline = svgPoints(viewport, cursor ? [...points, cursor] : points);
  return (
    <>
      <polygon className={classes['draft']} points={outline} />
      {corners.map(([x, y], index) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: corners are only added and taken at the end
          key={index}
          className={classes['corner']}
          data-first={index === 0 || undefined}
          cx={x}
          cy={y}
          r={index === 0 ? 5 : 3.5}
        />
      ))}
    </>
  );
}

function svgPoints(viewport: Viewport, points: readonly ImagePoint[]): string {
  return points.map((point) => cssPoint(viewport, point).join(',')).join(' ');
}

function cssPoint(viewport: Viewport, point: ImagePoint): readonly [number, number] {
  const { x, y } = imageToScreen(viewport, point);
  return [x / viewport.pixelRatio, y / viewport.pixelRatio];
}
