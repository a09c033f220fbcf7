import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ImageRole } from '#domain/training/trainingSetup.ts';
import type { AppState } from '#store/appState.ts';
import { selectAnnotatedImages } from '#store/selectors/annotations.ts';
import { roleInRun, selectTrainingSplit } from '#store/selectors/trainingData.ts';
import { trainingText } from '#text/training.ts';
import { MiddleText } from '#ui/controls/MiddleText.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { annotatedText, roleText } from '#ui/training/dataText.ts';
import classes from '#ui/training/TrainPanel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** The annotated images and what each is for. */
export function TrainingDataList() {
  const ids = useAppStore(useShallow(selectAnnotatedIds));
  if (ids.length === 0) return null;
  return (
    <ul className={classes['data']} aria-label={trainingText.data}>
      {ids.map((id) => (
        <DataItem key={id} imageId={id} />
      ))}
    </ul>
  );
}

function selectAnnotatedIds(state: AppState): string[] {
  return selectAnnotatedImages(state).map(({ id }) => id);
}

const ROLES = [
  { value: 'auto', label: trainingText.roles.auto },
  { value: 'training', label: trainingText.roles.training },
  { value: 'validation', label: trainingText.roles.validation },
  { value: 'unused', label: trainingText.roles.unused },
] as const satisfies readonly { value: ImageRole; label: string }[];

function DataItem({ imageId }: { readonly imageId: string }) {
  const { setImageRole, selectImage } = useActions();
  const name = useAppStore((state) => state.images.find(({ id }) => id === imageId)?.name ?? '');
  const info = useAppStore((state) => state.images.find(({ id }) => id === imageId)?.info);
  const annotation = useAppStore((state) => state.annotations[imageId]?.state);
  const role = useAppStore((state) => state.training.setup.roles[imageId] ?? 'auto');
  const effect = useAppStore((state) => roleInRun(selectTrainingSplit(state), imageId));
  const text = useMemo(
    () => (annotation && info ? annotatedText(annotation, info) : ''),
    [annotation, info],
  );
  return (
    <li className={classes['dataItem']}>
      <button
        type="button"
        className={classes['dataName']}
        title={name}
        onClick={() => selectImage(imageId)}
      >
        <MiddleText text={name} />
      </button>
      <SelectField
        label={trainingText.useOf(name)}
        isLabelHidden
        choices={ROLES}
        value={role}
        onChange={(choice) => setImageRole(imageId, choice)}
      />
      <span className={classes['dataText']}>
        {text}
        {role === 'auto' && trainingText.seedDecides(roleText(effect))}
      </span>
    </li>
  );
}
