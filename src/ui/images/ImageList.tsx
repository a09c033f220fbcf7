import { FileInput, FolderInput, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { imagesText } from '#text/images.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import classes from '#ui/images/ImageList.module.css';
import { ImageListItem } from '#ui/images/ImageListItem.tsx';
import { namesUsedTwice } from '#ui/images/imageText.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Every open image. */
export function ImageList() {
  const images = useAppStore((state) => state.images);
  const sharedNames = useMemo(() => namesUsedTwice(images), [images]);
  const { closeAll } = useActions();
  const openFolder = useCommand('openFolder');
  const importObjects = useCommand('importObjects');
  return (
    <section id="images" className={classes['root']} aria-labelledby="images-title">
      <div className={classes['head']}>
        <h2 id="images-title" className={classes['title']}>
          {images.length > 0 ? imagesText.titleWithCount(images.length) : imagesText.title}
        </h2>
        <IconButton label={openFolder.title} onClick={openFolder.run}>
          <FolderInput size={16} />
        </IconButton>
        {images.length > 0 && (
          <IconButton
            label={importObjects.title}
            isDisabled={!importObjects.isEnabled}
            onClick={importObjects.run}
          >
            <FileInput size={16} />
          </IconButton>
        )}
        {images.length > 1 && (
          <IconButton label={imagesText.closeAll} onClick={() => void closeAll()}>
            <Trash2 size={16} />
          </IconButton>
        )}
      </div>
      {images.length === 0 && <p className={classes['empty']}>{imagesText.noneOpen}</p>}
      <ul className={classes['list']} aria-label={imagesText.title}>
        {images.map((entry) => (
          <ImageListItem
            key={entry.id}
            entry={entry}
            showsFolder={sharedNames.has(entry.name) && entry.folder !== ''}
          />
        ))}
      </ul>
    </section>
  );
}
