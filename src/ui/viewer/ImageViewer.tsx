import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { BrushCursor } from '#ui/viewer/controls/BrushCursor.tsx';
import { DraftOutlines } from '#ui/viewer/controls/DraftOutlines.tsx';
import { GraphicsMessage } from '#ui/viewer/controls/GraphicsMessage.tsx';
import { KeyboardCrosshair } from '#ui/viewer/controls/KeyboardCrosshair.tsx';
import { PointerReadout } from '#ui/viewer/controls/PointerReadout.tsx';
import { ScaleBar } from '#ui/viewer/controls/ScaleBar.tsx';
import { ZoomToolbar } from '#ui/viewer/controls/ZoomToolbar.tsx';
import classes from '#ui/viewer/ImageViewer.module.css';
import { ViewerInput } from '#ui/viewer/interaction/viewerInput.ts';
import { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';
import { useCanvasSize } from '#ui/viewer/useCanvasSize.ts';
import { ViewerSurface } from '#ui/viewer/ViewerSurface.tsx';
import type { ImageViewerProps } from '#ui/viewer/viewerTypes.ts';
import { visibleRectangle } from '#ui/viewer/viewport.ts';

/**
 * Shows one image of any size with its mask or objects over it; zooms, pans, selects, and draws
 * rectangles. Tiles come from `readTile` as they are needed.
 */
export function ImageViewer(props: ImageViewerProps) {
  const [scene] = useState(() => new ViewerScene(props));
  const [input] = useState(() => new ViewerInput(scene, props));
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const surfaceRef = useRef<HTMLDivElement>(null);

  // Before the browser paints, so that a slider and the picture change in the same frame.
  useLayoutEffect(() => {
    scene.update(props);
    input.update(props);
  });
  useEffect(() => (canvasRef.current ? scene.attach(canvasRef.current) : undefined), [scene]);
  useEffect(() => (surfaceRef.current ? input.attach(surfaceRef.current) : undefined), [input]);
  useCanvasSize(canvasRef, scene);
  useImperativeHandle(
    props.ref,
    () => ({
      fit: () => scene.view.fit(),
      zoomTo: (scale) => scene.view.zoomTo(scale),
      zoomBy: (factor) => scene.view.zoomBy(factor),
      focusObject: (box) => scene.view.focus(box),
      invalidate: (kind, area) => scene.invalidate(kind, area),
      visibleRectangle: () =>
        scene.view.isLaidOut ? visibleRectangle(scene.view.viewport.get(), scene.view.image) : null,
      focus: () => surfaceRef.current?.focus(),
    }),
    [scene],
  );

  return (
    <div className={classes['viewer']}>
      <ViewerSurface
        scene={scene}
        tool={props.tool}
        canvasRef={canvasRef}
        surfaceRef={surfaceRef}
        selectedCount={props.selectedLabels.length}
      >
        <DraftOutlines scene={scene} input={input} region={props.region} />
        {(props.tool === 'brush' || props.tool === 'eraser') && (
          <BrushCursor scene={scene} input={input} radiusPx={props.annotator.brushRadiusPx} />
        )}
        <KeyboardCrosshair scene={scene} cursor={input.keyboard} />
      </ViewerSurface>
      <GraphicsMessage scene={scene} />
      <div className={classes['footer']}>
        <PointerReadout scene={scene} />
        <span className={classes['spacer']} />
        {props.pixelSizeUm !== null && <ScaleBar scene={scene} pixelSizeUm={props.pixelSizeUm} />}
        <ZoomToolbar scene={scene} />
      </div>
    </div>
  );
}
