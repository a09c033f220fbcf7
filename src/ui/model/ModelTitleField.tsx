import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { modelText } from '#text/model.ts';
import classes from '#ui/model/ModelPanel.module.css';
import { useActions } from '#ui/useAppStore.ts';

/** Title of a kept model, to be changed. */
export function ModelTitleField({ card }: { readonly card: ModelCard }) {
  const { renameModel } = useActions();
  const [title, setTitle] = useState(card.title);
  const isChanged = title.trim() !== '' && title.trim() !== card.title;
  return (
    <form
      className={classes['titleField']}
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) void renameModel(card.id, title);
      }}
    >
      <TextInput
        label={modelText.titleField}
        size="sm"
        maxLength={300}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!isChanged}>
        {modelText.rename}
      </Button>
    </form>
  );
}
