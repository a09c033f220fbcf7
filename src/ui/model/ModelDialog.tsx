import { Anchor, Modal } from '@mantine/core';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { isKeptModel } from '#store/slices/modelsSlice.ts';
import { formatFixed } from '#text/format.ts';
import { modelText } from '#text/model.ts';
import { ModelButtons } from '#ui/model/ModelButtons.tsx';
import classes from '#ui/model/ModelPanel.module.css';
import { ModelTitleField } from '#ui/model/ModelTitleField.tsx';
import { diameterText, figureName, noScoresText } from '#ui/model/modelText.ts';
import { TrainingFacts } from '#ui/model/TrainingFacts.tsx';

export interface ModelDialogProps {
  readonly card: ModelCard;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** All that is known of a network: its data, its shape and how well it does where. */
export function ModelDialog({ card, isOpen, onClose }: ModelDialogProps) {
  const { depth, baseFeatures } = card.network;
  return (
    <Modal opened={isOpen} onClose={onClose} title={card.title} size="lg" centered>
      {isKeptModel(card) && <ModelTitleField key={card.title} card={card} />}
      <p className={classes['note']}>{card.summary}</p>
      <h3 className={classes['section']}>{modelText.facts}</h3>
      <dl className={classes['facts']}>
        <dt>{modelText.imaging}</dt>
        <dd>{card.modality}</dd>
        <dt>{modelText.objects}</dt>
        <dd>{diameterText(card)}</dd>
        <dt>{modelText.network}</dt>
        <dd>{modelText.networkShape(depth, baseFeatures)}</dd>
        <dt>{modelText.version}</dt>
        <dd>{card.version}</dd>
        <dt>{modelText.licence}</dt>
        <dd>{card.licence}</dd>
      </dl>
      <h3 className={classes['section']}>{modelText.trainedOn}</h3>
      <TrainingData card={card} />
      <h3 className={classes['section']}>{modelText.howWell}</h3>
      <Scores card={card} />
      {card.training && <TrainingFacts record={card.training} />}
      <ModelButtons card={card} onClose={onClose} />
    </Modal>
  );
}

function TrainingData({ card }: { readonly card: ModelCard }) {
  return (
    <>
      <ul className={classes['note']}>
        {card.trainedOn.map(({ name, licence, url }) => (
          <li key={name}>
            {url === undefined ? name : <Anchor href={url}>{name}</Anchor>}{' '}
            {modelText.withLicence(licence)}
          </li>
        ))}
      </ul>
      {card.trainingNote !== '' && <p className={classes['note']}>{card.trainingNote}</p>}
    </>
  );
}

function Scores({ card }: { readonly card: ModelCard }) {
  if (card.scores.length === 0) return <p className={classes['note']}>{noScoresText(card)}</p>;
  return card.scores.map((score) => (
    <table key={score.data} className={classes['scores']}>
      <caption className={classes['note']}>
        {modelText.scoreCaption(score.data, score.images, score.note)}
      </caption>
      <tbody>
        {Object.entries(score.figures).map(([id, figure]) => (
          <tr key={id}>
            <th scope="row">{figureName(id)}</th>
            <td>{formatFixed(figure, 3)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  ));
}
