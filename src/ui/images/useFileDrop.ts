import { useEffect, useState } from 'react';
import { imagesText } from '#text/images.ts';
import { droppedFiles } from '#ui/images/droppedFiles.ts';
import { useActions, useStoreHandle } from '#ui/useAppStore.ts';

/** Opens files and folders dropped anywhere on the page; true while something hovers over it. */
export function useFileDrop(): boolean {
  const { openFiles, reportFailure } = useActions();
  const store = useStoreHandle();
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
        if (store.getState().project.save.kind === 'lost') return;
        void droppedFiles(event.dataTransfer).then(openFiles, (error: unknown) =>
          reportFailure(imagesText.badDrop, error),
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
  }, [openFiles, reportFailure, store]);
  return isOver;
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}
