import { Button, SegmentedControl, Tooltip } from '@mantine/core';
import { WandSparkles } from 'lucide-react';
import { selectCurrentAnnotation } from '#store/selectors/annotations.ts';
import type { AnnotationSlice } from '#store/slices/annotationSlice.ts';
import type { ImageInfo } from '#store/slices/imagesSlice.ts';
import { annotateText } from '#text/annotation.ts';
import { hintText } from '#text/hints.ts';
import { pageText } from '#text/page.ts';
import classes from '#ui/annotation/AnnotationBar.module.css';
import { AnnotationToolbar } from '#ui/annotation/AnnotationToolbar.tsx';
import { annotationText } from '#ui/annotation/annotationText.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { SettingHint } from '#ui/controls/SettingHint.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const LAYERS: { value: AnnotationSlice['shownOverlay']; label: string }[] = [
  { value: 'prediction', label: annotateText.prediction },
  { value: 'annotation', label: annotateText.annotation },
];

/** The row above the image: tools, what is shown, and how much is annotated. */
export function AnnotationBar({ info }: { readonly info: ImageInfo }) {
  return (
    <div className={classes['bar']}>
      <div className={classes['row']}>
        <AnnotationToolbar />
        <LayerChoice />
        <TakeOverButton />
        <AnnotationStateText pixelCount={info.width * info.height} />
      </div>
    </div>
  );
}

function LayerChoice() {
  const { showOverlayOf } = useActions();
  const shown = useAppStore((state) => state.shownOverlay);
  return (
    <SettingHint text={hintText.layer}>
      <SegmentedControl
        size="xs"
        aria-label={annotateText.layer}
        data={LAYERS}
        value={shown}
        onChange={showOverlayOf}
      />
    </SettingHint>
  );
}

function TakeOverButton() {
  const { title, shortcut, isEnabled, run } = useCommand('annotatePrediction');
  return (
    <Tooltip label={pageText.withShortcut(title, shortcut)} openDelay={400}>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={title}
        disabled={!isEnabled}
        onClick={run}
      >
        <WandSparkles size={15} aria-hidden="true" />
        <span className={classes['words']}>{title}</span>
      </Button>
    </Tooltip>
  );
}

function AnnotationStateText({ pixelCount }: { readonly pixelCount: number }) {
  const text = useAppStore((state) => {
    const annotation = selectCurrentAnnotation(state);
    return annotation ? annotationText(annotation.state, pixelCount) : annotateText.nothing;
  });
  return (
    <p className={classes['state']} aria-live="polite">
      {text}
    </p>
  );
}
