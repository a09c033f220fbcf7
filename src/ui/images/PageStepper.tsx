import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import { displayText } from '#text/display.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { LabeledSlider } from '#ui/controls/LabeledSlider.tsx';
import classes from '#ui/images/PageStepper.module.css';
import { useActions } from '#ui/useAppStore.ts';

/** A dragged slider passes many pages; only the one it rests on is read. */
const SETTLE_MS = 150;

export interface PageStepperProps {
  readonly entry: Pick<ImageEntry, 'id' | 'info'>;
}

/** Which page of a stack is shown; absent for single pages. */
export function PageStepper({ entry }: PageStepperProps) {
  const { setPage } = useActions();
  const shownIndex = entry.info?.pageIndex ?? 0;
  const pageCount = entry.info?.pageCount ?? 1;
  const [wantedIndex, setWantedIndex] = useState<number | null>(null);
  useEffect(() => {
    if (wantedIndex === null) return;
    const timer = setTimeout(() => {
      void setPage(entry.id, wantedIndex).finally(() => setWantedIndex(null));
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [wantedIndex, entry.id, setPage]);
  if (pageCount < 2) return null;
  const index = wantedIndex ?? shownIndex;
  return (
    <div className={classes['root']}>
      <IconButton
        label={displayText.previousPage}
        isDisabled={index === 0}
        onClick={() => setWantedIndex(index - 1)}
      >
        <ChevronLeft size={16} />
      </IconButton>
      <div className={classes['slider']}>
        <LabeledSlider
          label={displayText.page}
          value={index + 1}
          min={1}
          max={pageCount}
          step={1}
          valueText={displayText.pageOf(index + 1, pageCount)}
          onChange={(page) => setWantedIndex(page - 1)}
        />
      </div>
      <IconButton
        label={displayText.nextPage}
        isDisabled={index === pageCount - 1}
        onClick={() => setWantedIndex(index + 1)}
      >
        <ChevronRight size={16} />
      </IconButton>
    </div>
  );
}
