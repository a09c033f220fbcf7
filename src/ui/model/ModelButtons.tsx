import { Button, Group } from '@mantine/core';
import { ClipboardCopy, Trash2 } from 'lucide-react';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { isKeptModel } from '#store/slices/modelsSlice.ts';
import { modelText } from '#text/model.ts';
import { ExportModelMenu } from '#ui/model/ExportModelMenu.tsx';
import { useActions } from '#ui/useAppStore.ts';

export interface ModelButtonsProps {
  readonly card: ModelCard;
  /** Called when the model is deleted. */
  readonly onClose: () => void;
}

/** What can be done with a model: its files, its methods text, its end. */
export function ModelButtons({ card, onClose }: ModelButtonsProps) {
  const { copyModelMethods, removeModel } = useActions();
  return (
    <Group mt="lg" gap="sm">
      <ExportModelMenu modelId={card.id} />
      {card.training && (
        <Button
          variant="default"
          leftSection={<ClipboardCopy size={16} />}
          onClick={() => void copyModelMethods(card.id)}
        >
          {modelText.copyMethods}
        </Button>
      )}
      {isKeptModel(card) && (
        <Button
          variant="light"
          color="red"
          ml="auto"
          leftSection={<Trash2 size={16} />}
          onClick={() => {
            onClose();
            void removeModel(card.id);
          }}
        >
          {modelText.delete}
        </Button>
      )}
    </Group>
  );
}
