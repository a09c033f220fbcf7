import { SegmentedControl } from '@mantine/core';
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { selectEvaluableImages } from '#store/selectors/evaluation.ts';
import { evaluationText } from '#text/evaluation.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { AllImages } from '#ui/evaluation/AllImages.tsx';
import classes from '#ui/evaluation/Evaluation.module.css';
import { ThisImage } from '#ui/evaluation/ThisImage.tsx';
import { useFreshScores } from '#ui/evaluation/useFreshScores.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Scores of the objects against annotations, beside the image that shows hits and misses. */
export function EvaluationPanel() {
  const { closeEvaluation } = useActions();
  const [scope, setScope] = useState<'this' | 'all'>('this');
  const imageCount = useAppStore((state) => selectEvaluableImages(state).length);
  const panel = useFocusInside();
  useFreshScores();
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      className={classes['panel']}
      aria-label={evaluationText.title}
      onKeyDown={(event) => {
        // An open list of choices takes the key first.
        if (event.key === 'Escape' && !event.defaultPrevented) void closeEvaluation();
      }}
    >
      <div className={classes['head']}>
        <h2 className={classes['title']}>{evaluationText.title}</h2>
        <IconButton label={evaluationText.close} onClick={() => void closeEvaluation()}>
          <X size={17} />
        </IconButton>
      </div>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={evaluationText.scope}
        data={[
          { value: 'this', label: evaluationText.thisImage },
          { value: 'all', label: evaluationText.allImages(imageCount) },
        ]}
        value={scope}
        onChange={(value) => setScope(value === 'all' ? 'all' : 'this')}
      />
      <RunningText />
      {scope === 'this' ? <ThisImage /> : <AllImages />}
    </aside>
  );
}

function RunningText() {
  const running = useAppStore((state) => state.evaluation.running);
  return (
    <p className={classes['running']} aria-live="polite">
      {running ? evaluationText.running(running.position, running.count) : ''}
    </p>
  );
}

/** Takes the keyboard focus while the panel is there, and gives it back. */
function useFocusInside() {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const former = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (former instanceof HTMLElement) former.focus({ preventScroll: true });
    };
  }, []);
  return panel;
}
