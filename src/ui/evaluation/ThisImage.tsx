import type { ImageComparison } from '#domain/metrics/truth/imageComparison.ts';
import {
  selectCanEvaluate,
  selectEvaluated,
  selectShowsComparisons,
} from '#store/selectors/evaluation.ts';
import { evaluationText } from '#text/evaluation.ts';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { SettingHint } from '#ui/controls/SettingHint.tsx';
import classes from '#ui/evaluation/Evaluation.module.css';
import { PrecisionChart } from '#ui/evaluation/PrecisionChart.tsx';
import { Remarks } from '#ui/evaluation/Remarks.tsx';
import { ScoreTable } from '#ui/evaluation/ScoreTable.tsx';
import { scoresAt, THRESHOLD_CHOICES, thresholdValue } from '#ui/evaluation/thresholds.ts';
import { WrongList } from '#ui/evaluation/WrongList.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Scores of the image in the viewer. */
export function ThisImage() {
  const imageId = useAppStore((state) => state.currentImageId);
  const canEvaluate = useAppStore((state) => selectCanEvaluate(state, state.currentImageId));
  const evaluated = useAppStore((state) => selectEvaluated(state, state.currentImageId));
  if (!canEvaluate) return <p className={classes['remark']}>{evaluationText.nothingYet}</p>;
  if (!evaluated || imageId === null) return null;
  const { comparison } = evaluated;
  return (
    <>
      <Remarks imageId={imageId} comparison={comparison} />
      <Counts comparison={comparison} />
      <PrecisionChart comparison={comparison} />
      <ScoreTable comparison={comparison} />
      <WrongList imageId={imageId} />
    </>
  );
}

/** Hits, misses and false objects at the chosen threshold: the legend of the overlay as well. */
function Counts({ comparison }: { readonly comparison: ImageComparison }) {
  const { setIouThreshold } = useActions();
  const iouThreshold = useAppStore((state) => state.evaluation.iouThreshold);
  const scores = scoresAt(comparison, iouThreshold);
  const rows = [
    { kind: 'hit', title: evaluationText.hits, count: scores?.truePositives },
    { kind: 'missed', title: evaluationText.missed, count: scores?.falseNegatives },
    { kind: 'false', title: evaluationText.false, count: scores?.falsePositives },
  ] as const;
  return (
    <div className={classes['counts']}>
      <SettingHint text={evaluationText.thresholdHint}>
        <div>
          <SelectField
            label={evaluationText.threshold}
            choices={THRESHOLD_CHOICES}
            value={thresholdValue(iouThreshold)}
            onChange={(value) => void setIouThreshold(Number(value))}
          />
        </div>
      </SettingHint>
      <dl className={classes['legend']} aria-label={evaluationText.legend}>
        {rows.map(({ kind, title, count }) => (
          <div key={kind} className={classes['legendRow']}>
            <dt>
              <span className={classes['swatch']} data-kind={kind} />
              {title}
              <span className={classes['dim']}>{HINTS[kind]}</span>
            </dt>
            <dd>{count ?? 0}</dd>
          </div>
        ))}
      </dl>
      <EditingRemark />
    </div>
  );
}

const HINTS = {
  hit: evaluationText.hitsHint,
  missed: evaluationText.missedHint,
  false: evaluationText.falseHint,
} as const;

function EditingRemark() {
  const isDrawn = useAppStore(selectShowsComparisons);
  return !isDrawn ? <p className={classes['remark']}>{evaluationText.hiddenOverlay}</p> : null;
}
