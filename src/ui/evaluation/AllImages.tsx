import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { type EvaluationRow, meanFigure } from '#domain/metrics/evaluationRow.ts';
import type { ImageComparison } from '#domain/metrics/truth/imageComparison.ts';
import { evaluationRows } from '#store/evaluation/evaluateImages.ts';
import { evaluationText } from '#text/evaluation.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import classes from '#ui/evaluation/Evaluation.module.css';
import tables from '#ui/evaluation/Tables.module.css';
import { scoresAt } from '#ui/evaluation/thresholds.ts';
import { useActions, useAppStore, useStoreHandle } from '#ui/useAppStore.ts';

interface Column {
  readonly title: string;
  readonly read: (comparison: ImageComparison) => number;
}

/** Scores of every image that has objects and an annotation, with their means. */
export function AllImages() {
  const { evaluateAll } = useActions();
  const exportCsv = useCommand('exportEvaluation');
  const iouThreshold = useAppStore((state) => state.evaluation.iouThreshold);
  const rows = useRows();
  useEffect(() => void evaluateAll(), [evaluateAll]);
  const columns = useMemo(() => columnsAt(iouThreshold), [iouThreshold]);
  const trainedCount = rows.filter(({ usedInTraining }) => usedInTraining !== null).length;
  if (rows.length === 0) return <p className={classes['remark']}>{evaluationText.nothingYet}</p>;
  return (
    <>
      {trainedCount > 0 && (
        <p className={classes['warning']} role="note">
          {evaluationText.someUsedInTraining(trainedCount, rows.length)}
        </p>
      )}
      <div className={tables['buttons']}>
        <Button size="compact-sm" variant="default" onClick={() => void evaluateAll()}>
          {evaluationText.evaluateAll}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Download size={14} aria-hidden="true" />}
          disabled={!exportCsv.isEnabled}
          onClick={exportCsv.run}
        >
          {evaluationText.exportCsv}
        </Button>
      </div>
      <ImageTable rows={rows} columns={columns} />
    </>
  );
}

interface ImageTableProps {
  readonly rows: readonly EvaluationRow[];
  readonly columns: readonly Column[];
}

function ImageTable({ rows, columns }: ImageTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className={tables['wide']} tabIndex={0} aria-label={evaluationText.perImage}>
      <table className={tables['images']} aria-label={evaluationText.perImage}>
        <thead>
          <tr>
            <th scope="col">{evaluationText.image}</th>
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className={tables['mean']}>
            <th scope="row">{evaluationText.mean}</th>
            {columns.map(({ title, read }) => (
              <td key={title}>{evaluationText.score(meanFigure(rows, read))}</td>
            ))}
          </tr>
          {rows.map(({ image, comparison, usedInTraining }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two images may have one name
            <tr key={index}>
              <th scope="row">
                {image}
                {usedInTraining !== null && (
                  <span className={tables['mark']}>{evaluationText.trainedMark}</span>
                )}
              </th>
              {columns.map(({ title, read }) => (
                <td key={title}>{evaluationText.score(read(comparison))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Rows of the scores that are there; the same array until one of them changes. */
function useRows(): readonly EvaluationRow[] {
  const store = useStoreHandle();
  const images = useAppStore((state) => state.images);
  const results = useAppStore((state) => state.results);
  const annotations = useAppStore((state) => state.annotations);
  const evaluated = useAppStore((state) => state.evaluation.images);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts of the state that it reads
  return useMemo(
    () => evaluationRows(store.getState()),
    [store, images, results, annotations, evaluated],
  );
}

function columnsAt(iouThreshold: number): readonly Column[] {
  const { names } = evaluationText;
  return [
    { title: names.f1, read: (one) => scoresAt(one, iouThreshold)?.f1 ?? Number.NaN },
    { title: names.apMean, read: ({ meanAveragePrecision }) => meanAveragePrecision },
    { title: names.pq, read: ({ scores }) => scores.pq },
    { title: names.seg, read: ({ scores }) => scores.seg },
    { title: names.iou, read: ({ scores }) => scores.iou },
    { title: names.dice, read: ({ scores }) => scores.dice },
    { title: names.rand, read: ({ scores }) => scores.randError },
  ];
}
