import { Button, Menu } from '@mantine/core';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { MODEL_FORMATS, type ModelFormat } from '#domain/model/modelFormat.ts';
import { modelText } from '#text/model.ts';
import { useActions } from '#ui/useAppStore.ts';

export interface ExportModelMenuProps {
  readonly modelId: string;
}

/** Saves a model in one of the forms that other programs run. */
export function ExportModelMenu({ modelId }: ExportModelMenuProps) {
  const { exportModel } = useActions();
  const [isBusy, setIsBusy] = useState(false);
  const run = async (format: ModelFormat) => {
    setIsBusy(true);
    await exportModel(modelId, format);
    setIsBusy(false);
  };
  return (
    <Menu position="top-start" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" loading={isBusy} leftSection={<Download size={16} />}>
          {modelText.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {MODEL_FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => void run(format)}>
            {modelText.formats[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
