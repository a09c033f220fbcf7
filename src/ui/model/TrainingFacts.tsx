import type { TrainingRecord } from '#domain/training/trainingRecord.ts';
import { formatDuration } from '#text/format.ts';
import { trainingFactsText } from '#text/model.ts';
import classes from '#ui/model/ModelPanel.module.css';
import { optimizerText, trainingDataText, validationText } from '#ui/model/trainingFactsText.ts';

/** How a model was trained in Cellpane: enough to do it again. */
export function TrainingFacts({ record }: { readonly record: TrainingRecord }) {
  const { recipe, iterations, seconds, seed, backend, adapter, startedFrom } = record;
  return (
    <>
      <h3 className={classes['section']}>{trainingFactsText.title}</h3>
      <dl className={classes['facts']}>
        <dt>{trainingFactsText.startedFrom}</dt>
        <dd>{startedFrom ?? trainingFactsText.randomWeights}</dd>
        <dt>{trainingFactsText.steps}</dt>
        <dd>
          {trainingFactsText.stepsIn(
            iterations,
            formatDuration(seconds),
            record.startedAt.slice(0, 10),
          )}
        </dd>
        <dt>{trainingFactsText.optimiser}</dt>
        <dd>{optimizerText(recipe)}</dd>
        <dt>{trainingFactsText.seed}</dt>
        <dd>{seed}</dd>
        <dt>{trainingFactsText.tileAndBatch}</dt>
        <dd>{trainingFactsText.tileBatch(record.inputEdgePx, record.batchSize)}</dd>
        <dt>{trainingFactsText.runOn}</dt>
        <dd>{trainingFactsText.machine(backend, adapter, record.version, record.tfjsVersion)}</dd>
        <dt>{trainingFactsText.validation}</dt>
        <dd>{validationText(record)}</dd>
        <dt>{trainingFactsText.images}</dt>
        <dd className={classes['note']}>{trainingDataText(record)}</dd>
      </dl>
    </>
  );
}
