import { Button } from '@mantine/core';
import { ImagePlus } from 'lucide-react';
import { imagesText } from '#text/images.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import classes from '#ui/layout/ViewerPane.module.css';

/** What to do while no image is open. */
export function EmptyState() {
  const openFiles = useCommand('openImages');
  const openFolder = useCommand('openFolder');
  return (
    <div className={classes['empty']}>
      <ImagePlus size={44} strokeWidth={1.3} aria-hidden="true" className={classes['emptyIcon']} />
      <h2 className={classes['emptyTitle']}>{imagesText.drop}</h2>
      <p className={classes['emptyText']}>{imagesText.formats}</p>
      <div className={classes['emptyButtons']}>
        <Button variant="default" onClick={openFiles.run}>
          {imagesText.browseFiles}
        </Button>
        <Button variant="default" onClick={openFolder.run}>
          {imagesText.browseFolder}
        </Button>
      </div>
      <p className={classes['emptyNote']}>{imagesText.private}</p>
    </div>
  );
}
