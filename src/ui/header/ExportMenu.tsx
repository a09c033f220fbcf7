import { Button, Menu } from '@mantine/core';
import { Download } from 'lucide-react';
import { selectCurrentAnnotation } from '#store/selectors/annotations.ts';
import { selectCurrentResult } from '#store/selectors/currentImage.ts';
import { pageText } from '#text/page.ts';
import { projectText } from '#text/project.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const ITEMS = [
  { kind: 'labels-tiff', title: pageText.labelImage },
  { kind: 'mask-png', title: pageText.mask },
  { kind: 'objects-csv', title: pageText.measurements },
] as const;

/** Saves the objects or the annotation of the current image as a file. */
export function ExportMenu() {
  const { exportResult, exportAnnotation, exportProject } = useActions();
  const imageId = useAppStore((state) => state.currentImageId);
  const hasResult = useAppStore((state) => selectCurrentResult(state) !== undefined);
  const hasAnnotation = useAppStore((state) => selectCurrentAnnotation(state) !== undefined);
  const hasProject = useAppStore((state) => state.project.id !== null);
  return (
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
        {hasResult &&
          ITEMS.map(({ kind, title }) => (
            <Menu.Item
              key={kind}
              onClick={() => (imageId === null ? undefined : exportResult(imageId, kind))}
            >
              {title}
            </Menu.Item>
          ))}
        {hasAnnotation && (
          <Menu.Item onClick={() => (imageId === null ? undefined : exportAnnotation(imageId))}>
            {pageText.annotation}
          </Menu.Item>
        )}
        {hasProject && (
          <Menu.Item onClick={() => exportProject(null)}>{projectText.menuItem}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
