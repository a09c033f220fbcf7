import { Loader } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { formatShort } from '#text/format.ts';
import { trainingText } from '#text/training.ts';
import { drawWeights, HEAT_GRADIENT, type WeightRange } from '#ui/training/drawWeights.ts';
import classes from '#ui/training/Preview.module.css';
import { useActions } from '#ui/useAppStore.ts';

/** The weight of every pixel over the image. */
export function WeightMapPreview({ imageId }: { readonly imageId: string }) {
  const { previewWeightMap } = useActions();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [range, setRange] = useState<WeightRange | 'failed' | null>(null);
  useEffect(() => {
    let isOpen = true;
    void previewWeightMap(imageId).then((preview) => {
      if (!isOpen || !canvas.current) return;
      setRange(preview ? drawWeights(canvas.current, preview) : 'failed');
    });
    return () => {
      isOpen = false;
    };
  }, [imageId, previewWeightMap]);
  return (
    <div className={classes['weights']}>
      {range === null && <Loader size="sm" />}
      {range === 'failed' && <p className={classes['hint']}>{trainingText.notDrawn}</p>}
      <canvas
        ref={canvas}
        role="img"
        aria-label={trainingText.weightMap}
        className={classes['canvas']}
      />
      {range !== null && range !== 'failed' && (
        <>
          <div className={classes['scale']}>
            <span>{formatShort(range.low)}</span>
            <span className={classes['ramp']} style={{ background: HEAT_GRADIENT }} />
            <span>{formatShort(range.high)}</span>
          </div>
          <p className={classes['hint']}>{trainingText.weightsHint}</p>
        </>
      )}
    </div>
  );
}
