import { Button, Modal } from '@mantine/core';
import { FileUp, Layers, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { projectText } from '#text/project.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { useMessagePlace } from '#ui/messages/messagePlace.ts';
import { usePageHandles } from '#ui/pageHandles.ts';
import { LostDialog } from '#ui/project/LostDialog.tsx';
import { ProjectRow } from '#ui/project/ProjectRow.tsx';
import classes from '#ui/project/ProjectsDialog.module.css';
import { SpaceLine } from '#ui/project/SpaceLine.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** All projects of this browser; opens through the command of the same name. */
export function ProjectsDialog() {
  const handles = usePageHandles();
  const { refreshProjects } = useActions();
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    handles.showProjects = () => {
      setIsOpen(true);
      void refreshProjects();
    };
  }, [handles, refreshProjects]);
  const close = (): void => setIsOpen(false);
  return (
    <>
      <Modal opened={isOpen} onClose={close} title={projectText.projects} size="44rem" centered>
        <Contents onClose={close} />
      </Modal>
      <LostDialog isHidden={isOpen} />
    </>
  );
}

function Contents({ onClose }: { readonly onClose: () => void }) {
  const newProject = useCommand('newProject');
  const handles = usePageHandles();
  const { setElement } = useMessagePlace();
  return (
    <div className={classes['contents']}>
      <div className={classes['buttons']}>
        <Button
          disabled={!newProject.isEnabled}
          leftSection={<Plus size={16} aria-hidden="true" />}
          onClick={() => {
            onClose();
            newProject.run();
          }}
        >
          {newProject.title}
        </Button>
        <Button
          variant="default"
          leftSection={<FileUp size={16} aria-hidden="true" />}
          onClick={() => handles.pickProjectFile()}
        >
          {projectText.openFile}
        </Button>
      </div>
      <div ref={setElement} />
      <ProjectList onClose={onClose} />
      <SpaceLine />
    </div>
  );
}

function ProjectList({ onClose }: { readonly onClose: () => void }) {
  const list = useAppStore((state) => state.project.list);
  if (list === null) return <p className={classes['reading']}>{projectText.reading}</p>;
  if (list.length === 0) {
    return (
      <div className={classes['empty']}>
        <Layers size={36} strokeWidth={1.3} aria-hidden="true" className={classes['emptyIcon']} />
        <h3 className={classes['emptyTitle']}>{projectText.emptyTitle}</h3>
        <p className={classes['emptyText']}>{projectText.emptyText}</p>
      </div>
    );
  }
  return (
    <ul className={classes['list']} aria-label={projectText.listName}>
      {list.map((summary) => (
        <ProjectRow key={summary.id} summary={summary} onClose={onClose} />
      ))}
    </ul>
  );
}
