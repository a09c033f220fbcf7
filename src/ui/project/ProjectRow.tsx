import { Button } from '@mantine/core';
import { Copy, Download, Pencil, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ProjectSummary } from '#store/slices/projectSlice.ts';
import { formatBytes } from '#text/format.ts';
import { projectText } from '#text/project.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import classes from '#ui/project/ProjectsDialog.module.css';
import { formatAgo, formatWhen } from '#ui/project/projectFormat.ts';
import { TitleField } from '#ui/project/TitleField.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

export interface ProjectRowProps {
  readonly summary: ProjectSummary;
  /** Closes the list; called when the project is opened. */
  readonly onClose: () => void;
}

/** One project of the list with all that can be done with it. */
export function ProjectRow({ summary, onClose }: ProjectRowProps) {
  const { id, title } = summary;
  const isOpen = useAppStore(
    (state) => state.project.id === id && state.project.save.kind !== 'lost',
  );
  const { openProject, renameProject } = useActions();
  const [isRenaming, setIsRenaming] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  return (
    <li ref={row} className={classes['row']} aria-label={title} data-open={isOpen || undefined}>
      <div className={classes['text']}>
        {isRenaming ? (
          <TitleField
            title={title}
            onRename={(wanted) => void renameProject(id, wanted)}
            onDone={(byKey) => {
              setIsRenaming(false);
              // The button that began it is there again only after the next drawing.
              if (byKey) requestAnimationFrame(() => row.current?.querySelector('button')?.focus());
            }}
          />
        ) : (
          <span className={classes['title']}>{title}</span>
        )}
        <Facts summary={summary} />
      </div>
      <div className={classes['actions']}>
        {isOpen ? (
          <span className={classes['here']}>{projectText.isOpen}</span>
        ) : (
          <Button
            size="xs"
            variant="default"
            aria-label={projectText.openNamed(title)}
            onClick={() => {
              onClose();
              void openProject(id);
            }}
          >
            {projectText.open}
          </Button>
        )}
        <RowButtons summary={summary} onRename={() => setIsRenaming(true)} />
      </div>
    </li>
  );
}

function Facts({ summary }: { readonly summary: ProjectSummary }) {
  const { imageCount, byteLength, changedAt, isHeldElsewhere } = summary;
  return (
    <span className={classes['facts']}>
      {projectText.images(imageCount)} · {formatBytes(byteLength)} ·{' '}
      <time dateTime={changedAt} title={formatWhen(changedAt)}>
        {formatAgo(changedAt, Date.now())}
      </time>
      {isHeldElsewhere && (
        <span className={classes['elsewhere']}> · {projectText.isElsewhere}</span>
      )}
    </span>
  );
}

interface RowButtonsProps {
  readonly summary: ProjectSummary;
  readonly onRename: () => void;
}

function RowButtons({ summary: { id, title }, onRename }: RowButtonsProps) {
  const { duplicateProject, exportProject, removeProject } = useActions();
  return (
    <div className={classes['icons']}>
      <IconButton label={projectText.renameNamed(title)} onClick={onRename}>
        <Pencil size={15} />
      </IconButton>
      <IconButton
        label={projectText.duplicateNamed(title)}
        onClick={() => void duplicateProject(id)}
      >
        <Copy size={15} />
      </IconButton>
      <IconButton label={projectText.downloadNamed(title)} onClick={() => void exportProject(id)}>
        <Download size={15} />
      </IconButton>
      <IconButton label={projectText.deleteNamed(title)} onClick={() => void removeProject(id)}>
        <Trash2 size={15} />
      </IconButton>
    </div>
  );
}
