import type { ImageComparison } from '#domain/metrics/truth/imageComparison.ts';
import { evaluationText } from '#text/evaluation.ts';
import classes from '#ui/evaluation/Evaluation.module.css';
import tables from '#ui/evaluation/Tables.module.css';
import { scoresAt } from '#ui/evaluation/thresholds.ts';
import { useAppStore } from '#ui/useAppStore.ts';

type MetricId = keyof typeof evaluationText.names;

/** Every score of one image with what it tells, in one sentence each. */
export function ScoreTable({ comparison }: { readonly comparison: ImageComparison }) {
  const iouThreshold = useAppStore((state) => state.evaluation.iouThreshold);
  const { scores, sq, rq, meanAveragePrecision } = comparison;
  const chosen = scoresAt(comparison, iouThreshold);
  const values: Readonly<Record<MetricId, number>> = {
    f1: chosen?.f1 ?? Number.NaN,
    precision: chosen?.precision ?? Number.NaN,
    recall: chosen?.recall ?? Number.NaN,
    ap: chosen?.averagePrecision ?? Number.NaN,
    apMean: meanAveragePrecision,
    pq: scores.pq,
    sq,
    rq,
    seg: scores.seg,
    iou: scores.iou,
    dice: scores.dice,
    rand: scores.randError,
    viSplit: scores.viSplit,
    viMerge: scores.viMerge,
  };
  return (
    <section className={classes['group']}>
      <h3 className={classes['heading']}>{evaluationText.scores}</h3>
      <p className={classes['dim']}>{evaluationText.perfect}</p>
      <table className={tables['scores']} aria-label={evaluationText.scores}>
        <tbody>
          {METRICS.map((id) => (
            <tr key={id}>
              <th scope="row">
                {evaluationText.names[id]}
                {AT_CHOSEN.has(id) && (
                  <span className={tables['at']}>{evaluationText.atIou(iouThreshold)}</span>
                )}
                <span className={tables['meaning']}>{evaluationText.meanings[id]}</span>
              </th>
              <td>{evaluationText.score(values[id])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const METRICS = Object.keys(evaluationText.names) as MetricId[];

/** Scores that follow the chosen threshold. */
const AT_CHOSEN: ReadonlySet<MetricId> = new Set(['f1', 'precision', 'recall', 'ap']);
