import { type RunView as Run, runMode } from '#store/slices/trainingSlice.ts';
import { endText, progressText } from '#store/trainingText.ts';
import { trainingText } from '#text/training.ts';
import { ProgressTrack } from '#ui/controls/ProgressTrack.tsx';
import { latePart } from '#ui/latePart.tsx';
import { LivePrediction } from '#ui/training/LivePrediction.tsx';
import { RunOutcome } from '#ui/training/RunOutcome.tsx';
import classes from '#ui/training/RunView.module.css';
import { TrainButtons } from '#ui/training/TrainButtons.tsx';
import { useAppStore } from '#ui/useAppStore.ts';

/** The chart library comes with the first run. */
const RunCharts = latePart(
  async () => (await import('#ui/training/RunCharts.tsx')).RunCharts,
  <div className={classes['chartsComing']} />,
);

/** How the run goes, or how it went. */
export function RunView() {
  const run = useAppStore((state) => state.training.run);
  if (!run) return null;
  return (
    <div className={classes['run']} data-apart={run.keptAs !== null || undefined}>
      <RunProgress run={run} />
      {!(run.stage === 'ended' && run.keptAs !== null) && <TrainButtons />}
      <RunOutcome run={run} />
      {run.status && <RunCharts runId={run.id} />}
      {run.stage === 'running' && <LivePrediction run={run} />}
    </div>
  );
}

function RunProgress({ run }: { readonly run: Run }) {
  const mode = useAppStore(runMode);
  const openProjectId = useAppStore((state) => state.project.id);
  const { status } = run;
  const percent = status
    ? Math.floor((100 * status.iteration) / Math.max(1, status.iterations))
    : 0;
  const text = runText(run);
  return (
    <div className={classes['progress']}>
      <div className={classes['progressHead']}>
        <span className={classes['runTitle']}>{titleOf(run, openProjectId)}</span>
        <span>{trainingText.modes[mode]}</span>
      </div>
      <ProgressTrack label={trainingText.progress} percent={percent} text={text} />
      <p className={classes['hint']}>{text}</p>
      {status?.notes.map((note) => (
        <p key={note} className={classes['note']}>
          {note}
        </p>
      ))}
    </div>
  );
}

/** Names the project too where another one is open by now. */
function titleOf({ startedFrom, startTitle, project }: Run, openProjectId: string | null): string {
  const title = startedFrom === null ? startTitle : trainingText.fineTuning(startTitle);
  const isElsewhere = project !== null && project.id !== openProjectId;
  return isElsewhere ? trainingText.ofProject(title, project.title) : title;
}

function runText({ stage, status, startedFrom }: Run): string {
  if (stage === 'preparing' || !status) return trainingText.reading;
  return stage === 'ended' ? endText(status, startedFrom !== null) : progressText(status);
}
