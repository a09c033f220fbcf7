import { Loader } from '@mantine/core';
import { useEffect } from 'react';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import { imagesText } from '#text/images.ts';
import { AnnotationBar } from '#ui/annotation/AnnotationBar.tsx';
import { ToolOptions } from '#ui/annotation/ToolOptions.tsx';
import { useFileDrop } from '#ui/images/useFileDrop.ts';
import { latePart } from '#ui/latePart.tsx';
import { EmptyState } from '#ui/layout/EmptyState.tsx';
import { LoadingPreview } from '#ui/layout/LoadingPreview.tsx';
import classes from '#ui/layout/ViewerPane.module.css';
import { AlertStack } from '#ui/messages/AlertStack.tsx';
import { MissingImage } from '#ui/project/MissingImage.tsx';
import { useAppStore } from '#ui/useAppStore.ts';

/** A large part that nothing is drawn of before an image is open. */
const ImageStage = latePart(async () => (await import('#ui/layout/ImageStage.tsx')).ImageStage);

/** The middle of the page: the image under its tools, or what to do while there is none. */
export function ViewerPane() {
  const entry = useAppStore(selectCurrentEntry);
  const isOver = useFileDrop();
  // Once the page is drawn, so that the first image does not wait for it.
  useEffect(() => ImageStage.preload(), []);
  const isMissing = entry?.status === 'missing';
  const info = isMissing ? null : entry?.info;
  return (
    <div className={classes['column']}>
      {info && <AnnotationBar info={info} />}
      {info && <ToolOptions />}
      <div className={classes['pane']}>
        {!entry && <EmptyState />}
        {isMissing && <MissingImage name={entry.name} />}
        {entry && !info && !isMissing && (
          <div className={classes['loading']}>
            <LoadingPreview imageId={entry.id} name={entry.name} />
            <Loader size="sm" />
            <span>{imagesText.openingNamed(entry.name)}</span>
          </div>
        )}
        {entry && info && <ImageStage entry={entry} info={info} />}
        <AlertStack />
        {isOver && <div className={classes['drop']}>{imagesText.dropToOpen}</div>}
      </div>
    </div>
  );
}
