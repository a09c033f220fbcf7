import { ChevronDown, ChevronUp, Target, Trash2, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { selectCurrentResult } from '#store/selectors/currentImage.ts';
import { selectIsTurningPage } from '#store/selectors/planeSummaries.ts';
import type { ImageResult } from '#store/slices/resultsSlice.ts';
import { reasonText } from '#text/commands.ts';
import { objectsText } from '#text/objects.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { latePart } from '#ui/latePart.tsx';
import classes from '#ui/objects/ObjectsPanel.module.css';
import { ObjectsStatus } from '#ui/objects/ObjectsStatus.tsx';
import { coversNearlyAll } from '#ui/objects/objectText.ts';
import { ResizeHandle } from '#ui/objects/ResizeHandle.tsx';
import { useAppStore } from '#ui/useAppStore.ts';

/** A large part that nothing is drawn of before there is a result. */
const ResultTable = latePart(async () => (await import('#ui/objects/ResultTable.tsx')).ResultTable);

/** Only stacks have it. */
const PlaneCounts = latePart(async () => (await import('#ui/objects/PlaneCounts.tsx')).PlaneCounts);

/** About a quarter of the screen. */
function usualHeightPx(): number {
  return Math.round(Math.min(460, Math.max(190, 0.27 * window.innerHeight)));
}

export interface ObjectsPanelProps {
  /** Fills its container; else it has a height of its own that can be dragged. */
  readonly isFilling: boolean;
}

/** Count, table and histogram of the objects of the current image. */
export function ObjectsPanel({ isFilling }: ObjectsPanelProps) {
  const imageId = useAppStore((state) => state.currentImageId);
  const result = useAppStore(selectCurrentResult);
  // Their keys act on the annotation while that is shown.
  const isShown = useAppStore((state) => state.shownOverlay === 'prediction');
  const [isOpen, setIsOpen] = useState(true);
  const [heightPx, setHeightPx] = useState(usualHeightPx);
  // Once the page is drawn, so that the first result does not wait for it.
  useEffect(() => ResultTable.preload(), []);
  const isTurning = useAppStore(selectIsTurningPage);
  const isTableShown = (isOpen || isFilling) && imageId !== null && result !== undefined;
  return (
    <section
      id="results"
      className={classes['root']}
      data-filling={isFilling || undefined}
      aria-label={objectsText.results}
    >
      {isTableShown && !isFilling && <ResizeHandle heightPx={heightPx} onChange={setHeightPx} />}
      <div className={classes['head']}>
        {isFilling ? <span className={classes['gap']} /> : <ObjectsStatus />}
        {result && isShown && <ObjectButtons result={result} />}
        {result && <EvaluateButton />}
        {result && !isFilling && (
          <IconButton
            label={isOpen ? objectsText.hideTable : objectsText.showTable}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? <ChevronDown size={17} /> : <ChevronUp size={17} />}
          </IconButton>
        )}
      </div>
      <PlaneCounts />
      {isFilling && !isTableShown && <p className={classes['nothing']}>{objectsText.tableComes}</p>}
      {isTableShown && coversNearlyAll(result) && (
        <p className={classes['remark']}>{objectsText.nearlyAllFound}</p>
      )}
      {isTableShown && (
        <div className={classes['body']} style={isFilling ? {} : { height: heightPx }}>
          <ResultTable
            key={imageId}
            imageId={imageId}
            objects={result.objects}
            selection={result.selection}
          />
        </div>
      )}
      {!isTableShown && isTurning && isOpen && !isFilling && (
        // The viewer keeps its size while one plane follows the other.
        <div className={classes['body']} style={{ height: heightPx }} />
      )}
    </section>
  );
}

function EvaluateButton() {
  const { title, isEnabled, run } = useCommand('evaluate');
  const reason = isEnabled ? {} : { hint: reasonText.noTruth };
  return (
    <IconButton label={title} {...reason} isDisabled={!isEnabled} onClick={run}>
      <Target size={16} />
    </IconButton>
  );
}

function ObjectButtons({ result }: { readonly result: ImageResult }) {
  const remove = useCommand('deleteSelection');
  const undo = useCommand('undoDelete');
  const { size } = result.selection;
  return (
    <>
      {size > 0 && <span className={classes['selected']}>{objectsText.selected(size)}</span>}
      <IconButton
        label={remove.title}
        shortcut={remove.shortcut}
        isDisabled={!remove.isEnabled}
        onClick={remove.run}
      >
        <Trash2 size={16} />
      </IconButton>
      <IconButton
        label={undo.title}
        shortcut={undo.shortcut}
        isDisabled={!undo.isEnabled}
        onClick={undo.run}
      >
        <Undo2 size={16} />
      </IconButton>
    </>
  );
}
