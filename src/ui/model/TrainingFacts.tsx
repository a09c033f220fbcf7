import type { TrainingRecord } from '#domain/training/trainingRecord.ts';
import { formatDuration } from '#text/format.ts';
import classes from '#ui/model/ModelPanel.module.css';
import { optimizerText, trainingDataText, validationText } from '#ui/model/trainingFactsText.ts';

/** How a model was trained in Cellpane: enough to do it again. */
export function TrainingFacts({ record }: { readonly record: TrainingRecord }) {
  const { recipe, iterations, seconds, seed, backend, adapter, startedFrom } = record;
  return (
    <>
      <h3 className={classes['section']}>Training</h3>
      <dl className={classes['facts']}>
        <dt>Started from</dt>
        <dd>{startedFrom ?? 'random weights'}</dd>
        <dt>Steps</dt>
        <dd>
          {iterations} in {formatDuration(seconds)}, {record.startedAt.slice(0, 10)}
        </dd>
        <dt>Optimiser</dt>
        <dd>{optimizerText(recipe)}</dd>
        <dt>Seed</dt>
        <dd>{seed}</dd>
        <dt>Tile, batch</dt>
        <dd>
          {record.inputEdgePx} px, {record.batchSize}
        </dd>
        <dt>Run on</dt>
        <dd>
          {backend} ({adapter}), Cellpane {record.version}, tfjs {record.tfjsVersion}
        </dd>
        <dt>Validation</dt>
        <dd>{validationText(record)}</dd>
        <dt>Images</dt>
        <dd className={classes['note']}>{trainingDataText(record)}</dd>
      </dl>
    </>
  );
}
