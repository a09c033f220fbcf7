import { useEffect, useState } from 'react';
import { viewerKeyText } from '#text/viewerKeys.ts';
import classes from '#ui/viewer/controls/KeyboardCrosshair.module.css';
import type { KeyboardCursor, KeyboardPoint } from '#ui/viewer/interaction/keyboardCursor.ts';
import { useObservable } from '#ui/viewer/scene/observable.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';
import { imageToScreen } from '#ui/viewer/viewport.ts';

interface KeyboardCrosshairProps {
  readonly scene: ViewerScene;
  readonly cursor: KeyboardCursor;
}

/** CSS pixels; the middle stays free. */
const ARM_PX = 13;
const GAP_PX = 4;
/** What is read out waits until the crosshair rests. */
const REST_MS = 500;

/** Where the arrow keys have brought the tool; read out once it rests. */
export function KeyboardCrosshair({ scene, cursor }: KeyboardCrosshairProps) {
  const viewport = useObservable(scene.view.viewport);
  const point = useObservable(cursor.point);
  const spoken = useSpoken(scene, point);
  if (point === null) return null;
  const screen = imageToScreen(viewport, point);
  const x = screen.x / viewport.pixelRatio;
  const y = screen.y / viewport.pixelRatio;
  const cross = [
    `M${x - ARM_PX} ${y}H${x - GAP_PX}M${x + GAP_PX} ${y}H${x + ARM_PX}`,
    `M${x} ${y - ARM_PX}V${y - GAP_PX}M${x} ${y + GAP_PX}V${y + ARM_PX}`,
  ].join('');
  return (
    <>
      <svg className={classes['drawing']} aria-hidden="true" data-crosshair>
        <path className={classes['crossShadow']} d={cross} />
        <path className={classes['cross']} data-down={point.isDown || undefined} d={cross} />
      </svg>
      <span className={classes['spoken']} aria-live="polite">
        {spoken}
      </span>
    </>
  );
}

function useSpoken(scene: ViewerScene, point: KeyboardPoint | null): string {
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    if (point === null) {
      setSpoken('');
      return;
    }
    const timer = setTimeout(() => {
      const label = scene.hover.get()?.label ?? 0;
      const x = Math.floor(point.x);
      const y = Math.floor(point.y);
      setSpoken(viewerKeyText.crosshair({ x, y, label, isDown: point.isDown }));
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [scene, point]);
  return spoken;
}
