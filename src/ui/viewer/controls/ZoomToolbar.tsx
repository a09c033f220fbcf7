import { ActionIcon, Tooltip } from '@mantine/core';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { pageText } from '#text/page.ts';
import { viewerText } from '#text/viewer.ts';
import classes from '#ui/viewer/ImageViewer.module.css';
import { useObservable } from '#ui/viewer/scene/observable.ts';
import { ZOOM_STEP } from '#ui/viewer/scene/viewController.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';

interface ZoomToolbarProps {
  readonly scene: ViewerScene;
}

/** Buttons for the zoom, with the present one in percent of device pixels. */
export function ZoomToolbar({ scene }: ZoomToolbarProps) {
  const { view } = scene;
  return (
    <div
      className={`${classes['pill']} ${classes['toolbar']}`}
      role="toolbar"
      aria-label={viewerText.zoom}
    >
      <ZoomButton name={viewerText.zoomOut} shortcut="−" onClick={() => view.zoomBy(1 / ZOOM_STEP)}>
        <ZoomOut size={16} aria-hidden />
      </ZoomButton>
      <ZoomPercent scene={scene} />
      <ZoomButton name={viewerText.zoomIn} shortcut="+" onClick={() => view.zoomBy(ZOOM_STEP)}>
        <ZoomIn size={16} aria-hidden />
      </ZoomButton>
      <ZoomButton name={viewerText.fit} shortcut="0" onClick={() => view.fit()}>
        <Maximize size={16} aria-hidden />
      </ZoomButton>
      <ZoomButton name={viewerText.actualSize} shortcut="1" onClick={() => view.zoomTo(1)}>
        <span className={classes['actualSize']}>{viewerText.actualSize}</span>
      </ZoomButton>
    </div>
  );
}

interface ZoomButtonProps {
  readonly name: string;
  readonly shortcut: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function ZoomButton({ name, shortcut, onClick, children }: ZoomButtonProps) {
  return (
    <Tooltip label={pageText.withShortcut(name, shortcut)} openDelay={400}>
      <ActionIcon
        className={classes['toolButton'] ?? ''}
        variant="transparent"
        size="md"
        aria-label={name}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function ZoomPercent({ scene }: ZoomToolbarProps) {
  const { scale } = useObservable(scene.view.viewport);
  return <span className={classes['zoomPercent']}>{formatZoom(scale)}</span>;
}

/** A zoom as people read it: 1 device pixel per image pixel is "100%". */
export function formatZoom(scale: number): string {
  const percent = scale * 100;
  return viewerText.percent(percent < 10 ? percent.toPrecision(2) : Math.round(percent));
}
