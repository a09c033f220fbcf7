import { Button } from '@mantine/core';
import { CloudAlert } from 'lucide-react';
import { projectText } from '#text/project.ts';
import classes from '#ui/project/SaveAlert.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Shown as long as the work can not be saved; goes by itself once it is. */
export function SaveAlert() {
  const message = useAppStore(({ project: { save } }) =>
    save.kind === 'failed' ? save.message : null,
  );
  const { retrySave, exportProject } = useActions();
  if (message === null) return null;
  return (
    <div role="alert" className={classes['alert']}>
      <CloudAlert size={17} aria-hidden="true" className={classes['icon']} />
      <div>
        <p className={classes['title']}>{projectText.failedTitle}</p>
        <p className={classes['detail']}>{message}</p>
        <p className={classes['detail']}>{projectText.failedNote}</p>
      </div>
      <div className={classes['buttons']}>
        <Button size="xs" onClick={() => void retrySave()}>
          {projectText.tryAgain}
        </Button>
        <Button size="xs" variant="default" onClick={() => void exportProject(null)}>
          {projectText.exportProject}
        </Button>
      </div>
    </div>
  );
}
