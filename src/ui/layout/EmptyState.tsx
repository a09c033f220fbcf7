import { Button } from '@mantine/core';
import { ImagePlus } from 'lucide-react';
import { useCommand } from '#ui/commands/useCommand.ts';
import classes from '#ui/layout/ViewerPane.module.css';

/** What to do while no image is open. */
export function EmptyState() {
  const openFiles = useCommand('openImages');
  const openFolder = useCommand('openFolder');
  return (
    <div className={classes['empty']}>
      <ImagePlus size={44} strokeWidth={1.3} aria-hidden="true" className={classes['emptyIcon']} />
      <h2 className={classes['emptyTitle']}>Drop microscopy images here</h2>
      <p className={classes['emptyText']}>
        TIFF, PNG or JPEG; one, many or a whole folder. You can also paste from the clipboard, or
        try a sample.
      </p>
      <div className={classes['emptyButtons']}>
        <Button variant="default" onClick={openFiles.run}>
          Browse files
        </Button>
        <Button variant="default" onClick={openFolder.run}>
          Browse a folder
        </Button>
      </div>
      <p className={classes['emptyNote']}>
        Everything is computed inside this page. No image leaves your computer.
      </p>
    </div>
  );
}
