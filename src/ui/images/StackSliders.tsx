import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { pageAt, placeOf } from '#domain/image/stackAxes.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import { displayText } from '#text/display.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { LabeledSlider } from '#ui/controls/LabeledSlider.tsx';
import { PlayControls } from '#ui/images/PlayControls.tsx';
import classes from '#ui/images/StackSliders.module.css';
import { STACK_PART } from '#ui/images/untilEdited.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** While a page is on its way, a dragged slider passes others: the one that it rests on comes next. */
const SETTLE_MS = 80;

export interface StackSlidersProps {
  readonly entry: Pick<ImageEntry, 'id' | 'info' | 'turningTo'>;
}

/** Which plane of a stack is shown: by slice and time point, or by page where these are not known. */
export function StackSliders({ entry }: StackSlidersProps) {
  const { info } = entry;
  const { wanted, want } = useWantedPage(entry);
  // The run shows its planes itself.
  const isRunning = useAppStore((state) => state.job?.imageId === entry.id);
  if (!info || info.pageCount < 2) return null;
  const { stack, pageCount } = info;
  const pageIndex = wanted ?? entry.turningTo ?? info.pageIndex;
  if (!stack) {
    return (
      <div className={classes['axes']} {...{ [STACK_PART]: '' }}>
        <AxisSlider
          label={displayText.page}
          previous={displayText.previousPage}
          next={displayText.nextPage}
          index={pageIndex}
          count={pageCount}
          valueText={displayText.indexOf(pageIndex + 1, pageCount)}
          isDisabled={isRunning}
          onChange={want}
        />
        <PlayControls isDisabled={isRunning} />
      </div>
    );
  }
  const { z, t } = placeOf(info, pageIndex);
  return (
    <div className={classes['axes']} {...{ [STACK_PART]: '' }}>
      {stack.sizeZ > 1 && (
        <AxisSlider
          label={displayText.slice}
          previous={displayText.previousSlice}
          next={displayText.nextSlice}
          index={z}
          count={stack.sizeZ}
          valueText={displayText.sliceAt(z, stack.sizeZ, stack.zStepUm)}
          isDisabled={isRunning}
          onChange={(index) => want(pageAt(info, { z: index, t }))}
        />
      )}
      {stack.sizeT > 1 && (
        <AxisSlider
          label={displayText.time}
          previous={displayText.previousTime}
          next={displayText.nextTime}
          index={t}
          count={stack.sizeT}
          valueText={displayText.timeAt(t, stack.sizeT, stack.timeStepS)}
          isDisabled={isRunning}
          onChange={(index) => want(pageAt(info, { z, t: index }))}
        />
      )}
      <PlayControls isDisabled={isRunning} />
    </div>
  );
}

/** The page that was asked for and is not shown yet, and how to ask for one. */
function useWantedPage({ id }: StackSlidersProps['entry']) {
  const { setPage } = useActions();
  const [wanted, setWanted] = useState<number | null>(null);
  const turning = useRef(0);
  useEffect(() => {
    if (wanted === null) return;
    const turn = () => {
      turning.current++;
      void setPage(id, wanted).finally(() => {
        turning.current--;
        // Another page may be asked for meanwhile.
        setWanted((latest) => (latest === wanted ? null : latest));
      });
    };
    if (turning.current === 0) return turn();
    const timer = setTimeout(turn, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [wanted, id, setPage]);
  return { wanted, want: setWanted };
}

interface AxisSliderProps {
  readonly label: string;
  /** Names of the buttons. */
  readonly previous: string;
  readonly next: string;
  /** From 0. */
  readonly index: number;
  readonly count: number;
  readonly valueText: string;
  readonly isDisabled: boolean;
  readonly onChange: (index: number) => void;
}

function AxisSlider(props: AxisSliderProps) {
  const { label, previous, next, index, count, valueText, isDisabled, onChange } = props;
  // Two presses may come before the page is drawn again.
  const latest = useRef(index);
  latest.current = index;
  const step = (by: 1 | -1): void => {
    const target = latest.current + by;
    if (target < 0 || target >= count) return;
    latest.current = target;
    onChange(target);
  };
  return (
    <div className={classes['root']}>
      <IconButton label={previous} isDisabled={isDisabled || index === 0} onClick={() => step(-1)}>
        <ChevronLeft size={16} />
      </IconButton>
      <div className={classes['slider']}>
        <LabeledSlider
          label={label}
          value={index + 1}
          min={1}
          max={count}
          step={1}
          valueText={valueText}
          isDisabled={isDisabled}
          onChange={(value) => onChange(value - 1)}
        />
      </div>
      <IconButton
        label={next}
        isDisabled={isDisabled || index === count - 1}
        onClick={() => step(1)}
      >
        <ChevronRight size={16} />
      </IconButton>
    </div>
  );
}
