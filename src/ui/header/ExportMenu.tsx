import { Button, Menu } from '@mantine/core';
import { Download } from 'lucide-react';
import { selectCurrentResult } from '#store/selectors/currentImage.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const ITEMS = [
  { kind: 'labels-tiff', title: 'Label image (TIFF)' },
  { kind: 'mask-png', title: 'Mask (PNG)' },
  { kind: 'objects-csv', title: 'Measurements (CSV)' },
] as const;

/** Saves the objects of the current image as a file. */
export function ExportMenu() {
  const { exportResult } = useActions();
  const imageId = useAppStore((state) => state.currentImageId);
  const hasResult = useAppStore((state) => selectCurrentResult(state) !== undefined);
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          disabled={!hasResult}
          leftSection={<Download size={15} aria-hidden="true" />}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ITEMS.map(({ kind, title }) => (
          <Menu.Item
            key={kind}
            onClick={() => (imageId === null ? undefined : exportResult(imageId, kind))}
          >
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
