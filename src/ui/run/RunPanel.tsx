import { Button, Switch } from '@mantine/core';
import { Play, Square } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import type { AppState } from '#store/appState.ts';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import type { Job } from '#store/slices/runSlice.ts';
import { hintText } from '#text/hints.ts';
import { runText } from '#text/run.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { Panel } from '#ui/controls/Panel.tsx';
import { SettingHint } from '#ui/controls/SettingHint.tsx';
import { useKeptFocus } from '#ui/controls/useKeptFocus.ts';
import { InputChoice, type InputEntry } from '#ui/run/InputChoice.tsx';
import { RegionChoice } from '#ui/run/RegionChoice.tsx';
import classes from '#ui/run/RunPanel.module.css';
import { RunProgressBar } from '#ui/run/RunProgressBar.tsx';
import { ScaleSlider } from '#ui/run/ScaleSlider.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** What the network sees, and the buttons that run it. */
export function RunPanel() {
  const { setRunOptions } = useActions();
  const entry = useAppStore(useShallow(selectInputs));
  const averageSymmetries = useAppStore((state) => state.runOptions.averageSymmetries);
  return (
    <Panel title={runText.title}>
      {entry && <InputChoice entry={entry} />}
      <ScaleSlider />
      <RegionChoice />
      <SettingHint text={hintText.averageOrientations}>
        <Switch
          size="xs"
          label={runText.average}
          checked={averageSymmetries}
          onChange={(event) => setRunOptions({ averageSymmetries: event.currentTarget.checked })}
        />
      </SettingHint>
      <RunButtons />
    </Panel>
  );
}

/** What the choice of channels shows of the current image: new objects leave it as it is. */
function selectInputs(state: AppState): InputEntry | null {
  const entry = selectCurrentEntry(state);
  return entry ? { id: entry.id, channels: entry.channels, input: entry.input } : null;
}

function RunButtons() {
  const job = useAppStore((state) => state.job);
  const keptFocus = useKeptFocus<HTMLDivElement>(job === null);
  return (
    <div className={classes['run']} data-tour="segment" {...keptFocus}>
      {job ? <RunningJob job={job} /> : <StartButtons />}
    </div>
  );
}

function RunningJob({ job }: { readonly job: Job }) {
  const cancel = useCommand('cancel');
  return (
    <>
      <RunProgressBar job={job} />
      <Button
        variant="default"
        disabled={!cancel.isEnabled}
        leftSection={<Square size={13} aria-hidden="true" />}
        onClick={cancel.run}
      >
        {cancel.title}
      </Button>
    </>
  );
}

function StartButtons() {
  const segment = useCommand('segment');
  const segmentAll = useCommand('segmentAll');
  const segmentPlanes = useCommand('segmentPlanes');
  const isStack = useAppStore((state) => (selectCurrentEntry(state)?.info?.pageCount ?? 1) > 1);
  const segmentFolder = useCommand('segmentFolder');
  return (
    <div className={classes['buttons']}>
      <Button
        px={12}
        disabled={!segment.isEnabled}
        leftSection={<Play size={15} aria-hidden="true" />}
        onClick={segment.run}
      >
        {segment.title}
      </Button>
      <Button variant="default" px={12} disabled={!segmentAll.isEnabled} onClick={segmentAll.run}>
        {segmentAll.title}
      </Button>
      {isStack && (
        <Button
          variant="default"
          px={12}
          className={classes['wide'] ?? ''}
          disabled={!segmentPlanes.isEnabled}
          onClick={segmentPlanes.run}
        >
          {segmentPlanes.title}
        </Button>
      )}
      <button type="button" className={classes['link']} onClick={segmentFolder.run}>
        {segmentFolder.title}
      </button>
    </div>
  );
}
