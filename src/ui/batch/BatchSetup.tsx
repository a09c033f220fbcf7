import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { FolderOpen, Play } from 'lucide-react';
import { useState } from 'react';
import { batchFormats } from '#store/batch/batchFormats.ts';
import { batchText } from '#text/batch.ts';
import classes from '#ui/batch/BatchDialog.module.css';
import { SettingsLine } from '#ui/batch/SettingsLine.tsx';
import {
  type BatchChoices,
  type FormatChoice,
  useBatchChoices,
} from '#ui/batch/useBatchChoices.ts';
import { useFolderDrop } from '#ui/batch/useFolderDrop.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const PLANES: { value: 'first' | 'all'; label: string }[] = [
  { value: 'first', label: batchText.planesFirst },
  { value: 'all', label: batchText.planesAll },
];

/** Which folder, where to, and what to write; all else is as on the page. */
export function BatchSetup() {
  const { startBatch } = useActions();
  const choices = useBatchChoices();
  const [planes, setPlanes] = useState<'first' | 'all'>('first');
  const hasModel = useAppStore((state) => state.chosenModelId !== null);
  const interrupted = useAppStore((state) => state.interruptedBatch);
  const { source, output, formats } = choices;
  const canStart = hasModel && formats.length > 0 && source !== null && source.files.length > 0;
  const start = (): void => {
    if (source) void startBatch({ source, output, planes, formats });
  };
  return (
    <div className={classes['setup']} {...useFolderDrop(choices.readDropped)}>
      <FolderFields choices={choices} />
      <section className={classes['field']} aria-label={batchText.settings}>
        <h3 className={classes['label']}>{batchText.settings}</h3>
        <SettingsLine />
      </section>
      <div className={classes['field']}>
        <h3 className={classes['label']}>{batchText.planes}</h3>
        <SegmentedControl
          size="xs"
          className={classes['planes']}
          aria-label={batchText.planes}
          data={PLANES}
          value={planes}
          onChange={setPlanes}
        />
      </div>
      <FormatFields choice={choices} />
      {interrupted && (
        <p className={classes['hint']}>{batchText.stillInterrupted(interrupted.sourceName)}</p>
      )}
      <Button
        className={classes['start']}
        disabled={!canStart}
        leftSection={<Play size={15} aria-hidden="true" />}
        onClick={start}
      >
        {batchText.start}
      </Button>
    </div>
  );
}

function FolderFields({ choices }: { readonly choices: BatchChoices }) {
  const { source, output, canPick, isReading, pickSource, pickOutput } = choices;
  return (
    <>
      <FolderField
        title={batchText.images}
        action={batchText.chooseImages}
        text={
          isReading
            ? batchText.reading
            : source
              ? batchText.folderHolds(source.name, source.files.length, source.otherCount)
              : batchText.noFolder
        }
        onPick={pickSource}
      />
      <FolderField
        title={batchText.results}
        action={batchText.chooseResults}
        text={
          output
            ? batchText.resultsInto(output.name)
            : canPick
              ? batchText.resultsZip
              : batchText.resultsOnlyZip
        }
        onPick={canPick ? pickOutput : null}
      />
    </>
  );
}

interface FolderFieldProps {
  readonly title: string;
  /** Accessible name of the button. */
  readonly action: string;
  readonly text: string;
  /** `null` where there is nothing to choose. */
  readonly onPick: (() => void) | null;
}

function FolderField({ title, action, text, onPick }: FolderFieldProps) {
  return (
    <div className={classes['field']}>
      <h3 className={classes['label']}>{title}</h3>
      <div className={classes['folder']}>
        {onPick && (
          <Button
            size="xs"
            variant="default"
            aria-label={action}
            leftSection={<FolderOpen size={15} aria-hidden="true" />}
            onClick={onPick}
          >
            {batchText.chooseFolder}
          </Button>
        )}
        <span className={classes['folderText']} aria-live="polite">
          {text}
        </span>
      </div>
    </div>
  );
}

function FormatFields({ choice }: { readonly choice: FormatChoice }) {
  return (
    <fieldset className={classes['formats']}>
      <legend className={classes['label']}>{batchText.files}</legend>
      {batchFormats.map((format) => (
        <Checkbox
          key={format}
          size="sm"
          label={batchText.formats[format]}
          checked={choice.formats.includes(format)}
          onChange={(event) => choice.setFormat(format, event.currentTarget.checked)}
        />
      ))}
      <p className={classes['hint']}>{batchText.filesHint}</p>
    </fieldset>
  );
}
