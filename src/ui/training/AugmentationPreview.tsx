import { Loader } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import { trainingText } from '#text/training.ts';
import { drawSample } from '#ui/training/drawSample.ts';
import classes from '#ui/training/Preview.module.css';
import { useActions } from '#ui/useAppStore.ts';

/** Twelve random changes of one place in the image, with the outlines of the target. */
export function AugmentationPreview({ imageId }: { readonly imageId: string }) {
  const { previewAugmentation } = useActions();
  const [samples, setSamples] = useState<readonly TrainingSample[] | null | 'failed'>(null);
  useEffect(() => {
    let isOpen = true;
    void previewAugmentation(imageId).then((drawn) => {
      if (isOpen) setSamples(drawn ?? 'failed');
    });
    return () => {
      isOpen = false;
    };
  }, [imageId, previewAugmentation]);
  if (samples === null) return <Loader size="sm" className={classes['loader'] ?? ''} />;
  if (samples === 'failed') return <p className={classes['hint']}>{trainingText.notDrawn}</p>;
  return (
    <>
      <div className={classes['grid']}>
        {samples.map((sample, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: draws never change their place
          <SampleCanvas key={index} sample={sample} number={index + 1} />
        ))}
      </div>
      <p className={classes['hint']}>{trainingText.drawsHint}</p>
    </>
  );
}

interface SampleCanvasProps {
  readonly sample: TrainingSample;
  readonly number: number;
}

function SampleCanvas({ sample, number }: SampleCanvasProps) {
  const draw = useCallback(
    (canvas: HTMLCanvasElement | null) => {
      if (canvas) drawSample(canvas, sample);
    },
    [sample],
  );
  return (
    <canvas
      ref={draw}
      role="img"
      aria-label={trainingText.draw(number)}
      className={classes['draw']}
    />
  );
}
