import type { ReactNode, RefObject } from 'react';
import type { ViewerTool } from '#store/slices/viewSlice.ts';
import { viewerText } from '#text/viewerKeys.ts';
import { formatZoom } from '#ui/viewer/controls/ZoomToolbar.tsx';
import classes from '#ui/viewer/ImageViewer.module.css';
import { useObservable } from '#ui/viewer/scene/observable.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';

const TOOL_HINTS: Readonly<Partial<Record<ViewerTool, string>>> = {
  rectangle: viewerText.hints.rectangle,
  select: viewerText.hints.select,
  brush: viewerText.hints.brush,
  eraser: viewerText.hints.eraser,
  fill: viewerText.hints.fill,
  polygon: viewerText.hints.polygon,
  split: viewerText.hints.split,
  merge: viewerText.hints.merge,
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
    viewerText.size(width, height, formatZoom(scale)),
    selectedCount > 0 ? viewerText.selected(selectedCount) : '',
    tool === 'pan' ? viewerText.panKeys : viewerText.toolKeys,
    TOOL_HINTS[tool] ?? '',
  ];
  return (
    <div
      ref={surfaceRef}
      className={classes['surface']}
      data-tool={tool}
      role="application"
      aria-roledescription={viewerText.role}
      aria-label={viewerText.name}
      aria-description={description.filter(Boolean).join(' ')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keyboard itself
      tabIndex={0}
    >
      <canvas ref={canvasRef} className={classes['canvas']} />
      {children}
    </div>
  );
}
