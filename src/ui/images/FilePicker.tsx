import { useEffect, useRef } from 'react';
import { imagesText } from '#text/images.ts';
import { folderFiles } from '#ui/images/droppedFiles.ts';
import { pickFolderFiles } from '#ui/images/pickFolderFiles.ts';
import { usePageHandles } from '#ui/pageHandles.ts';
import { useActions, useStoreHandle } from '#ui/useAppStore.ts';

/** The hidden file input behind `Open images`; also opens what is pasted into the page. */
export function FilePicker() {
  const { openFiles, pasteImages } = useActions();
  const store = useStoreHandle();
  const handles = usePageHandles();
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    handles.pickFiles = () => input.current?.click();
    handles.pickFolder = () => pickFolderFiles((files) => void openFiles(files));
  }, [handles, openFiles]);

  useEffect(() => {
    const handlePaste = (event: ClipboardEvent): void => {
      const files = Array.from(event.clipboardData?.files ?? []);
      const isLost = store.getState().project.save.kind === 'lost';
      if (files.length === 0 || isLost) return;
      event.preventDefault();
      void pasteImages(files);
    };
    document.addEventListener('paste', handlePaste);
    return () => document.removeEventListener('paste', handlePaste);
  }, [pasteImages, store]);

  return (
    <input
      ref={input}
      type="file"
      multiple
      hidden
      aria-label={imagesText.files}
      onChange={(event) => {
        const files = folderFiles(event.target.files ?? []);
        // The same file may be chosen again after it was closed.
        event.target.value = '';
        void openFiles(files);
      }}
    />
  );
}
