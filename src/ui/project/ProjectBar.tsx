import { Button, Tooltip } from '@mantine/core';
import { Layers } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { projectText } from '#text/project.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { usePageHandles } from '#ui/pageHandles.ts';
import classes from '#ui/project/Project.module.css';
import { SaveIndicator, SpokenSaveState } from '#ui/project/SaveIndicator.tsx';
import { TitleField } from '#ui/project/TitleField.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Part of the header: the way to all projects, the name of the open one, and whether it is saved. */
export function ProjectBar() {
  const projects = useCommand('showProjects');
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is a part of a form, which this is not */}
      <div role="group" aria-label={projectText.group} className={classes['bar']}>
        <Button
          size="xs"
          variant="default"
          className={classes['projects']}
          leftSection={<Layers size={15} aria-hidden="true" />}
          onClick={projects.run}
        >
          <span className={classes['projectsLabel']}>{projects.title}</span>
        </Button>
        <ProjectTitle />
        <SaveIndicator />
      </div>
      <SpokenSaveState />
    </>
  );
}

function ProjectTitle() {
  const id = useAppStore((state) => state.project.id);
  const title = useAppStore((state) => state.project.title);
  const { renameProject } = useActions();
  const [isRenaming, setIsRenaming] = useState(false);
  const takesFocus = useRef(false);
  const handles = usePageHandles();
  useEffect(() => {
    handles.renameProject = () => setIsRenaming(true);
  }, [handles]);
  if (id === null) return null;
  if (isRenaming) {
    return (
      <TitleField
        title={title}
        onRename={(wanted) => void renameProject(id, wanted)}
        onDone={(byKey) => {
          takesFocus.current = byKey;
          setIsRenaming(false);
        }}
      />
    );
  }
  return (
    <Tooltip label={projectText.rename} openDelay={400}>
      <button
        type="button"
        ref={(button) => {
          if (takesFocus.current) button?.focus();
          takesFocus.current = false;
        }}
        className={classes['title']}
        aria-label={projectText.renameOpen(title)}
        onClick={() => setIsRenaming(true)}
      >
        {title}
      </button>
    </Tooltip>
  );
}
