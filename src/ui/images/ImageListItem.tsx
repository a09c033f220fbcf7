import { Loader } from '@mantine/core';
import { X } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import { imagesText } from '#text/images.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { MiddleText } from '#ui/controls/MiddleText.tsx';
import classes from '#ui/images/ImageList.module.css';
import { imageDetailText } from '#ui/images/imageText.ts';
import { Thumbnail } from '#ui/images/Thumbnail.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

export interface ImageListItemProps {
  readonly entry: ImageEntry;
  /** True when another image has the same name. */
  readonly showsFolder: boolean;
}

/** One open image: click to show it, cross to close it. */
export const ImageListItem = memo(function ImageListItem(props: ImageListItemProps) {
  const { entry, showsFolder } = props;
  const { selectImage, closeImage } = useActions();
  const isCurrent = useAppStore((state) => state.currentImageId === entry.id);
  const result = useAppStore((state) => state.results[entry.id]);
  const isRunning = useAppStore((state) => state.job?.imageId === entry.id);
  const item = useRef<HTMLLIElement>(null);
  // Keys step through the list, so the current image must not leave the view.
  useEffect(() => {
    if (isCurrent) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const path = entry.folder === '' ? entry.name : `${entry.folder}/${entry.name}`;
  return (
    <li
      ref={item}
      className={classes['item']}
      data-current={isCurrent || undefined}
      aria-label={entry.name}
    >
      <button
        type="button"
        className={classes['select']}
        aria-current={isCurrent ? 'true' : undefined}
        title={path}
        onClick={() => selectImage(entry.id)}
      >
        <Thumbnail entry={entry} />
        <span className={classes['text']}>
          <span className={classes['name']}>
            <MiddleText text={entry.name} />
          </span>
          {showsFolder && <span className={classes['folder']}>{entry.folder}</span>}
          <span className={classes['detail']}>
            {isRunning ? imagesText.segmenting : imageDetailText(entry, result)}
            {result?.isUnsaved && !isRunning && (
              <span className={classes['unsaved']} title={imagesText.notExported}>
                {' '}
                •
              </span>
            )}
          </span>
        </span>
        {(isRunning || entry.status === 'loading') && <Loader size={14} aria-hidden="true" />}
      </button>
      <IconButton label={imagesText.close(entry.name)} onClick={() => void closeImage(entry.id)}>
        <X size={15} />
      </IconButton>
    </li>
  );
});
