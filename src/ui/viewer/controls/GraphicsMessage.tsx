import { viewerText } from '#text/viewer.ts';
import classes from '#ui/viewer/ImageViewer.module.css';
import { useObservable } from '#ui/viewer/scene/observable.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';

interface GraphicsMessageProps {
  readonly scene: ViewerScene;
}

/** Says why there is no picture, when there is none. */
export function GraphicsMessage({ scene }: GraphicsMessageProps) {
  const status = useObservable(scene.status);
  if (status.state === 'failed') {
    return (
      <div className={classes['message']} role="alert">
        <p className={classes['messageText']}>{status.error.message}</p>
      </div>
    );
  }
  if (status.state === 'lost') {
    return (
      <div className={classes['message']} role="status">
        <p className={classes['messageText']}>{viewerText.driverReset}</p>
      </div>
    );
  }
  return null;
}
