import { useId } from 'react';
import type { ImageComparison } from '#domain/metrics/truth/imageComparison.ts';
import { evaluationText } from '#text/evaluation.ts';
import { formatFixed } from '#text/format.ts';
import classes from '#ui/evaluation/Evaluation.module.css';
import { useAppStore } from '#ui/useAppStore.ts';

const WIDTH = 320;
const HEIGHT = 128;
const LEFT = 30;
const RIGHT = 18;
const TOP = 8;
const BOTTOM = 20;
const FIRST_IOU = 0.5;
const LAST_IOU = 0.95;

const xOf = (iou: number): number =>
  LEFT + ((iou - FIRST_IOU) / (LAST_IOU - FIRST_IOU)) * (WIDTH - LEFT - RIGHT);
const yOf = (value: number): number => TOP + (1 - value) * (HEIGHT - TOP - BOTTOM);

/** Average precision over the IoU that a hit needs: how fast it falls tells how well outlines fit. */
export function PrecisionChart({ comparison }: { readonly comparison: ImageComparison }) {
  const descriptionId = useId();
  const chosen = useAppStore((state) => state.evaluation.iouThreshold);
  const { thresholds, meanAveragePrecision } = comparison;
  const points = thresholds.map(({ iouThreshold, averagePrecision }) =>
    evaluationText.chartPoint(iouThreshold, averagePrecision),
  );
  const mean = evaluationText.score(meanAveragePrecision);
  return (
    <section className={classes['group']}>
      <h3 className={classes['heading']}>{evaluationText.chartTitle}</h3>
      <p id={descriptionId} className={classes['hidden']}>
        {evaluationText.chartText(points.join(', '), mean)}
      </p>
      <svg
        role="img"
        aria-label={evaluationText.chartTitle}
        aria-describedby={descriptionId}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className={classes['chart']}
      >
        {[0, 0.5, 1].map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={yOf(value)} y2={yOf(value)} />
            <text x={LEFT - 6} y={yOf(value) + 4} textAnchor="end">
              {formatFixed(value, 1)}
            </text>
          </g>
        ))}
        {thresholds.map(({ iouThreshold }, index) =>
          index % 3 === 0 ? (
            <text key={iouThreshold} x={xOf(iouThreshold)} y={HEIGHT - 5} textAnchor="middle">
              {formatFixed(iouThreshold, 2)}
            </text>
          ) : null,
        )}
        <line
          className={classes['chosen']}
          x1={xOf(chosen)}
          x2={xOf(chosen)}
          y1={TOP}
          y2={yOf(0)}
        />
        <polyline
          points={thresholds
            .map(
              ({ iouThreshold, averagePrecision }) =>
                `${xOf(iouThreshold)},${yOf(averagePrecision)}`,
            )
            .join(' ')}
        />
        {thresholds.map(({ iouThreshold, averagePrecision }) => (
          <circle
            key={iouThreshold}
            cx={xOf(iouThreshold)}
            cy={yOf(averagePrecision)}
            r={iouThreshold === chosen ? 4.5 : 2.5}
          />
        ))}
      </svg>
    </section>
  );
}
