import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { recipeText } from '#text/recipe.ts';
import { usePageHandles } from '#ui/pageHandles.ts';
import classes from '#ui/training/TrainPanel.module.css';
import { useActions } from '#ui/useAppStore.ts';

/** Saves the recipe as a file and takes one over. */
export function RecipeFile() {
  const { saveRecipe, loadRecipe } = useActions();
  const picker = useRef<HTMLInputElement>(null);
  const handles = usePageHandles();
  useEffect(() => {
    handles.pickRecipe = () => picker.current?.click();
  }, [handles]);
  const handlePick = (files: FileList | null): void => {
    const file = files?.[0];
    if (file) void loadRecipe(file);
    // The same file can be chosen again after it was changed.
    if (picker.current) picker.current.value = '';
  };
  return (
    <div className={classes['pair']}>
      <Button size="xs" variant="default" onClick={saveRecipe}>
        {recipeText.save}
      </Button>
      <Button size="xs" variant="default" onClick={() => picker.current?.click()}>
        {recipeText.load}
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => handlePick(event.target.files)}
      />
    </div>
  );
}
