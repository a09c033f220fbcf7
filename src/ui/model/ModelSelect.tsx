import { Select } from '@mantine/core';
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
      aria-label="Model"
      placeholder={models.length === 0 ? 'Loading models…' : 'Choose a model'}
      data={models.map((card) => ({ value: card.id, label: card.title }))}
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
