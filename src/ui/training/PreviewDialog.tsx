import { Modal, Tabs } from '@mantine/core';
import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { selectAnnotatedImages } from '#store/selectors/annotations.ts';
import { trainingText } from '#text/training.ts';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { AugmentationPreview } from '#ui/training/AugmentationPreview.tsx';
import classes from '#ui/training/Preview.module.css';
import { WeightMapPreview } from '#ui/training/WeightMapPreview.tsx';
import { useAppStore } from '#ui/useAppStore.ts';

/** What a run would see of an annotated image: its weights, and twelve of its random changes. */
export function PreviewDialog({ onClose }: { readonly onClose: () => void }) {
  const images = useAppStore(useShallow(selectAnnotatedImages));
  const currentId = useAppStore((state) => state.currentImageId);
  const [wantedId, setWantedId] = useState(currentId);
  const image = images.find(({ id }) => id === wantedId) ?? images[0];
  return (
    <Modal opened onClose={onClose} title={trainingText.preview} size="xl" centered>
      <SelectField
        label={trainingText.image}
        choices={images.map(({ id, name }) => ({ value: id, label: name }))}
        value={image?.id ?? null}
        onChange={setWantedId}
      />
      {image && (
        <Tabs defaultValue="weights" keepMounted={false} className={classes['tabs'] ?? ''}>
          <Tabs.List>
            <Tabs.Tab value="weights">{trainingText.weightMap}</Tabs.Tab>
            <Tabs.Tab value="augmentation">{trainingText.augmentation}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="weights">
            <WeightMapPreview key={image.id} imageId={image.id} />
          </Tabs.Panel>
          <Tabs.Panel value="augmentation">
            <AugmentationPreview key={image.id} imageId={image.id} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Modal>
  );
}
