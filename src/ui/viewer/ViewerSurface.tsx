import type { ReactNode, RefObject } from 'react';
import type { ViewerTool } from '#store/slices/viewSlice.ts';
import { viewerText } from '#text/viewer.ts';
import { viewerKeyText } from '#text/viewerKeys.ts';
import { formatZoom } from '#ui/viewer/controls/ZoomToolbar.tsx';
import classes from '#ui/viewer/ImageViewer.module.css';
import { useObservable } from '#ui/viewer/scene/observable.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';

const TOOL_HINTS: Readonly<Partial<Record<ViewerTool, string>>> = viewerText.hints;

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
    tool === 'pan' ? viewerKeyText.panKeys : viewerKeyText.toolKeys,
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
