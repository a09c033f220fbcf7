import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ImportAnswer, ImportOffer } from '#store/slices/importSlice.ts';
import { importText } from '#text/importing.ts';
import { ChoiceList } from '#ui/import/ChoiceList.tsx';
import classes from '#ui/import/ImportDialog.module.css';
import { OfferRow } from '#ui/import/OfferRow.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

export interface ImportDialogProps {
  readonly offers: readonly ImportOffer[];
}

/** Asks what the objects of files belong to, and what they are to become. */
export function ImportDialog({ offers }: ImportDialogProps) {
  const { answerImport } = useActions();
  const [answer, setAnswer] = useState(() => firstAnswer(offers));
  const change = (part: Partial<ImportAnswer>): void => setAnswer({ ...answer, ...part });
  const isAnyTaken = Object.values(answer.places).some(({ imageId }) => imageId !== null);
  const hasImages = useAppStore((state) => state.images.some(({ status }) => status === 'ready'));
  return (
    <Modal
      opened
      onClose={() => answerImport(null)}
      title={importText.title}
      size="38rem"
      centered
      returnFocus={false}
    >
      <div className={classes['contents']}>
        <ul className={classes['offers']} aria-label={importText.files}>
          {offers.map((offer) => (
            <OfferRow
              key={offer.id}
              offer={offer}
              place={answer.places[offer.id] ?? NOWHERE}
              onChange={(place) => change({ places: { ...answer.places, [offer.id]: place } })}
            />
          ))}
        </ul>
        <Choices offers={offers} answer={answer} onChange={change} />
        <p className={classes['hint']} aria-live="polite">
          {hasImages ? !isAnyTaken && importText.chooseImage : importText.noImages}
        </p>
      </div>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => answerImport(null)}>
          {importText.cancel}
        </Button>
        <Button
          data-autofocus={isAnyTaken || undefined}
          disabled={!isAnyTaken}
          onClick={() => answerImport(answer)}
        >
          {importText.import}
        </Button>
      </Group>
    </Modal>
  );
}

const NOWHERE = { imageId: null, pageIndex: null };

function firstAnswer(offers: readonly ImportOffer[]): ImportAnswer {
  const isMask = offers.some(({ doubt }) => doubt === 'mask');
  return {
    target: 'annotation',
    keepsExisting: false,
    reading: isMask ? 'regions' : 'auto',
    places: Object.fromEntries(
      offers.map(({ id, imageId, pageIndex }) => [id, { imageId, pageIndex }]),
    ),
  };
}

interface ChoicesProps extends ImportDialogProps {
  readonly answer: ImportAnswer;
  readonly onChange: (part: Partial<ImportAnswer>) => void;
}

function Choices({ offers, answer, onChange }: ChoicesProps) {
  const isDoubtful = offers.some(({ doubt }) => doubt !== null);
  const annotatedIds = useAppStore(useShallow((state) => Object.keys(state.annotations)));
  const taken = Object.values(answer.places).map(({ imageId }) => imageId ?? '');
  const meetsOthers =
    answer.target === 'annotation' && annotatedIds.some((id) => taken.includes(id));
  return (
    <>
      {isDoubtful && (
        <ChoiceList
          legend={importText.reading}
          hint={importText.readingHint}
          choices={[
            { value: 'regions', label: importText.readRegions },
            { value: 'auto', label: importText.readIds },
            { value: 'classes', label: importText.readClasses },
          ]}
          value={answer.reading}
          onChange={(reading) => onChange({ reading })}
        />
      )}
      <ChoiceList
        legend={importText.useAs}
        choices={[
          {
            value: 'annotation',
            label: importText.annotation,
            hint: importText.annotationHint,
          },
          {
            value: 'prediction',
            label: importText.prediction,
            hint: importText.predictionHint,
          },
        ]}
        value={answer.target}
        onChange={(target) => onChange({ target })}
      />
      {meetsOthers && (
        <ChoiceList
          legend={importText.existing}
          choices={[
            { value: 'replace', label: importText.replace },
            { value: 'keep', label: importText.keep },
          ]}
          value={answer.keepsExisting ? 'keep' : 'replace'}
          onChange={(choice) => onChange({ keepsExisting: choice === 'keep' })}
        />
      )}
    </>
  );
}
