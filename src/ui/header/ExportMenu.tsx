import { Button, Menu } from '@mantine/core';
import { Download } from 'lucide-react';
import { selectCurrentAnnotation } from '#store/selectors/annotations.ts';
import { selectCurrentResult } from '#store/selectors/currentImage.ts';
import { pageText } from '#text/page.ts';
import { projectText } from '#text/project.ts';
import type { CommandId } from '#ui/commands/commands.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { ExportPlace } from '#ui/export/ExportPlace.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const ITEMS = [
  'exportLabels',
  'exportMask',
  'exportProbability',
  'exportCsv',
  'exportRois',
  'exportGeoJson',
  'exportCoco',
  'exportAnnotation',
] as const satisfies readonly CommandId[];

/** Saves the objects or the annotation of the current image as a file, or many files by a dialog. */
export function ExportMenu() {
  const { exportProject } = useActions();
  const hasResult = useAppStore((state) => selectCurrentResult(state) !== undefined);
  const hasAnnotation = useAppStore((state) => selectCurrentAnnotation(state) !== undefined);
  const hasProject = useAppStore((state) => state.project.id !== null);
  const openDialog = useCommand('openExport');
  return (
    <>
      <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            disabled={!hasResult && !hasAnnotation && !hasProject}
            leftSection={<Download size={15} aria-hidden="true" />}
          >
            {pageText.export}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ITEMS.map((id) => (
            <CommandItem key={id} id={id} />
          ))}
          {hasProject && (
            <Menu.Item onClick={() => exportProject(null)}>{projectText.menuItem}</Menu.Item>
          )}
          {openDialog.isEnabled && (
            <>
              <Menu.Divider />
              <Menu.Item onClick={openDialog.run}>{openDialog.title}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <ExportPlace />
    </>
  );
}

function CommandItem({ id }: { readonly id: CommandId }) {
  const { title, isEnabled, run } = useCommand(id);
  return isEnabled ? <Menu.Item onClick={run}>{title}</Menu.Item> : null;
}
