import { Button } from '@mantine/core';
import { FileQuestionMark } from 'lucide-react';
import { projectText } from '#text/project.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import classes from '#ui/layout/ViewerPane.module.css';

/** In place of an image that the project knows but whose pixels were not copied to the end. */
export function MissingImage({ name }: { readonly name: string }) {
  const openImages = useCommand('openImages');
  return (
    <div className={classes['empty']}>
      <FileQuestionMark
        size={44}
        strokeWidth={1.3}
        aria-hidden="true"
        className={classes['emptyIcon']}
      />
      <h2 className={classes['emptyTitle']}>{projectText.missingTitle(name)}</h2>
      <p className={classes['emptyText']}>{projectText.missingText}</p>
      <Button variant="default" onClick={openImages.run}>
        {projectText.missing}
      </Button>
    </div>
  );
}
