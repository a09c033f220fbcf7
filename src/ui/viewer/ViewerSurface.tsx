import type { ReactNode, RefObject } from 'react';
import type { ViewerTool } from '#store/slices/viewSlice.ts';
import { formatZoom } from '#ui/viewer/controls/ZoomToolbar.tsx';
import classes from '#ui/viewer/ImageViewer.module.css';
import { useObservable } from '#ui/viewer/scene/observable.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';

const TOOL_HINTS: Readonly<Partial<Record<ViewerTool, string>>> = {
  rectangle: 'Drag to draw a rectangle, or press Enter for the visible part.',
  select: 'Click to select, with Shift to add; drag a box to select all it touches.',
  brush: 'Drag to paint; [ and ], or the wheel with Shift, change the size.',
  eraser: 'Drag to erase; [ and ], or the wheel with Shift, change the size.',
  fill: 'Click to fill a region.',
  polygon: 'Click corners; Enter closes, Backspace takes the last one back, Escape gives up.',
  split: 'Drag a line across an object to cut it.',
  merge: 'Click one object, then those to join to it.',
};

interface ViewerSurfaceProps {
  readonly scene: ViewerScene;
  readonly tool: ViewerTool;
  readonly canvasRef: RefObject<HTMLCanvasElement | null>;
  readonly surfaceRef: RefObject<HTMLDivElement | null>;
  readonly selectedCount: number;
  readonly children: ReactNode;
}

/** What takes the pointer and the keyboard: the canvas, with its name and description. */
export function ViewerSurface(props: ViewerSurfaceProps) {
  const { scene, tool, canvasRef, surfaceRef, selectedCount, children } = props;
  const { scale } = useObservable(scene.view.viewport);
  const { width, height } = scene.view.image;
  const description = [
    `${width} × ${height} pixels, zoom ${formatZoom(scale)}.`,
    selectedCount > 0 ? `${selectedCount} selected.` : '',
    'Arrow keys pan, plus and minus zoom, 0 fits the image, 1 shows it at 1:1.',
    TOOL_HINTS[tool] ?? '',
  ];
  return (
    <div
      ref={surfaceRef}
      className={classes['surface']}
      data-tool={tool}
      role="application"
      aria-roledescription="zoomable image"
      aria-label="Image viewer"
      aria-description={description.filter(Boolean).join(' ')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keyboard itself
      tabIndex={0}
    >
      <canvas ref={canvasRef} className={classes['canvas']} />
      {children}
    </div>
  );
}
