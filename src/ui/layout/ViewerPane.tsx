import { Loader } from '@mantine/core';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import { imagesText } from '#text/images.ts';
import { AnnotationBar } from '#ui/annotation/AnnotationBar.tsx';
import { ToolOptions } from '#ui/annotation/ToolOptions.tsx';
import { useFileDrop } from '#ui/images/useFileDrop.ts';
import { EmptyState } from '#ui/layout/EmptyState.tsx';
import { ImageStage } from '#ui/layout/ImageStage.tsx';
import classes from '#ui/layout/ViewerPane.module.css';
import { AlertStack } from '#ui/messages/AlertStack.tsx';
import { MissingImage } from '#ui/project/MissingImage.tsx';
import { useAppStore } from '#ui/useAppStore.ts';

/** The middle of the page: the image under its tools, or what to do while there is none. */
export function ViewerPane() {
  const entry = useAppStore(selectCurrentEntry);
  const isOver = useFileDrop();
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
