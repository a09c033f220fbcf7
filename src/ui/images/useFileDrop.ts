import { useEffect, useState } from 'react';
import { droppedFiles } from '#ui/images/droppedFiles.ts';
import { useActions } from '#ui/useAppStore.ts';

/** Opens files and folders dropped anywhere on the page; true while something hovers over it. */
export function useFileDrop(): boolean {
  const { openFiles, reportFailure } = useActions();
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    // dragenter and dragleave fire for every element on the way, so they are counted.
    let depth = 0;
    const follow = (change: number): void => {
      depth = change === 0 ? 0 : Math.max(0, depth + change);
      setIsOver(depth > 0);
    };
    const listeners = {
      dragenter: (event: DragEvent) => hasFiles(event) && follow(1),
      dragleave: (event: DragEvent) => hasFiles(event) && follow(-1),
      dragover: (event: DragEvent) => hasFiles(event) && event.preventDefault(),
      drop: (event: DragEvent) => {
        if (!event.dataTransfer || !hasFiles(event)) return;
        event.preventDefault();
        follow(0);
        void droppedFiles(event.dataTransfer).then(openFiles, (error: unknown) =>
          reportFailure('What was dropped could not be read', error),
        );
      },
    };
    for (const [name, listener] of Object.entries(listeners)) {
      document.addEventListener(name, listener as EventListener);
    }
    return () => {
      for (const [name, listener] of Object.entries(listeners)) {
        document.removeEventListener(name, listener as EventListener);
      }
    };
  }, [openFiles, reportFailure]);
  return isOver;
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}
