import { useEffect, useRef } from 'react';
import { imagesText } from '#text/images.ts';
import classes from '#ui/layout/ViewerPane.module.css';
import { useActions } from '#ui/useAppStore.ts';

/** What can be seen of a large image while it is read, coarse and in grey. */
export function LoadingPreview({ imageId, name }: { imageId: string; name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { watchPreview } = useActions();
  useEffect(
    () =>
      watchPreview(imageId, ({ width, height, data }) => {
        const target = canvas.current;
        if (!target) return;
        target.width = width;
        target.height = height;
        target.hidden = false;
        target.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
      }),
    [imageId, watchPreview],
  );
  return (
    <canvas
      ref={canvas}
      hidden
      className={classes['preview']}
      role="img"
      aria-label={imagesText.previewOf(name)}
    />
  );
}
