import { Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { TrainingHistory } from '#domain/training/trainingProgress.ts';
import { trainingText } from '#text/training.ts';
import classes from '#ui/training/Charts.module.css';
import {
  type ChartData,
  lossCurves,
  positiveOnly,
  validationCurves,
} from '#ui/training/chartData.ts';
import type { CurveLook } from '#ui/training/chartOptions.ts';
import { lossText, scoreText } from '#ui/training/chartText.ts';
import { LineChart } from '#ui/training/LineChart.tsx';
import { useAppStore } from '#ui/useAppStore.ts';

/** More points than a side column has pixels help nobody. */
const POINT_LIMIT = 400;

const LOSS_CURVES: readonly CurveLook[] = [
  { title: trainingText.eachStep, color: '--cp-accent', widthPx: 1, opacity: 0.35 },
  { title: trainingText.smoothed, color: '--cp-accent', widthPx: 2 },
];

const SCORE_CURVES: readonly CurveLook[] = [
  { title: trainingText.iou, color: '--cp-dim', widthPx: 1.5, hasPoints: true },
  { title: trainingText.f1, color: '--cp-accent', widthPx: 2, hasPoints: true },
];

const SCORE_RANGE = [0, 1] as const;
const NO_HISTORY: TrainingHistory = { loss: [], validation: [] };

/** Loss and validation scores of the run that is shown. */
export function RunCharts({ runId }: { readonly runId: string }) {
  const history = useAppStore(({ training: { run } }) =>
    run?.id === runId ? (run.status?.history ?? NO_HISTORY) : NO_HISTORY,
  );
  return (
    <div className={classes['charts']}>
      <LossChart loss={history.loss} />
      <ScoreChart points={history.validation} lastStep={history.loss.at(-1)?.[0] ?? 0} />
    </div>
  );
}

function LossChart({ loss }: Pick<TrainingHistory, 'loss'>) {
  const [isLogarithmic, setLogarithmic] = useState(false);
  const data = useMemo((): ChartData => {
    const [steps, raw, smoothed] = lossCurves(loss, POINT_LIMIT);
    return isLogarithmic
      ? [steps, positiveOnly(raw), positiveOnly(smoothed)]
      : [steps, raw, smoothed];
  }, [loss, isLogarithmic]);
  return (
    <section className={classes['group']} aria-label={trainingText.lossByStep}>
      <div className={classes['head']}>
        <h3 className={classes['title']}>{trainingText.loss}</h3>
        <Switch
          size="xs"
          labelPosition="left"
          label={trainingText.logarithmic}
          checked={isLogarithmic}
          onChange={(event) => setLogarithmic(event.currentTarget.checked)}
        />
      </div>
      <LineChart
        label={trainingText.loss}
        description={lossText(loss)}
        data={data}
        curves={LOSS_CURVES}
        isLogarithmic={isLogarithmic}
        range={null}
      />
    </section>
  );
}

interface ScoreChartProps {
  readonly points: TrainingHistory['validation'];
  readonly lastStep: number;
}

function ScoreChart({ points, lastStep }: ScoreChartProps) {
  const data = useMemo((): ChartData => validationCurves(points, lastStep), [points, lastStep]);
  return (
    <section className={classes['group']} aria-label={trainingText.validationByStep}>
      <div className={classes['head']}>
        <h3 className={classes['title']}>{trainingText.validation}</h3>
        <Legend curves={SCORE_CURVES} />
      </div>
      <LineChart
        label={trainingText.validation}
        description={scoreText(points)}
        data={data}
        curves={SCORE_CURVES}
        isLogarithmic={false}
        range={SCORE_RANGE}
      />
    </section>
  );
}

function Legend({ curves }: { readonly curves: readonly CurveLook[] }) {
  return (
    <span className={classes['legend']}>
      {curves.map(({ title, color }) => (
        <span key={title} className={classes['key']}>
          <span className={classes['swatch']} style={{ background: `var(${color})` }} />
          {title}
        </span>
      ))}
    </span>
  );
}
