import { type ComboboxData, Select } from '@mantine/core';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { isKeptModel } from '#store/slices/modelsSlice.ts';
import { modelText } from '#text/model.ts';
import classes from '#ui/model/ModelPanel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Chooses the network; each option says what it is for. */
export function ModelSelect() {
  const { chooseModel } = useActions();
  const models = useAppStore((state) => state.models);
  const chosenId = useAppStore((state) => state.chosenModelId);
  return (
    <Select
      size="sm"
      role="combobox"
      aria-label={modelText.title}
      placeholder={models.length === 0 ? modelText.loading : modelText.choose}
      data={modelGroups(models)}
      value={chosenId}
      allowDeselect={false}
      maxDropdownHeight={420}
      comboboxProps={{ shadow: 'md' }}
      onChange={(modelId) => modelId !== null && chooseModel(modelId)}
      renderOption={({ option }) => (
        <span className={classes['option']}>
          <span>{option.label}</span>
          <span className={classes['optionSummary']}>
            {models.find((card) => card.id === option.value)?.summary}
          </span>
        </span>
      )}
    />
  );
}

/** One list, or two groups once the user has models of his own. */
function modelGroups(models: readonly ModelCard[]): ComboboxData {
  const options = (cards: readonly ModelCard[]) =>
    cards.map(({ id, title }) => ({ value: id, label: title }));
  const kept = models.filter(isKeptModel);
  if (kept.length === 0) return options(models);
  return [
    { group: modelText.builtIn, items: options(models.filter((card) => !isKeptModel(card))) },
    { group: modelText.yours, items: options(kept) },
  ];
}
