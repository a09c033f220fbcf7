import { useEffect, useLayoutEffect } from 'react';
import { useReturnedFocus } from '#ui/controls/useReturnedFocus.ts';
import { latePart } from '#ui/latePart.tsx';
import { usePageHandles } from '#ui/pageHandles.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Comes with its first use. */
const ImportDialog = latePart(
  async () => (await import('#ui/import/ImportDialog.tsx')).ImportDialog,
);

/** The place of the dialog that asks what imported objects belong to. */
export function ImportPlace() {
  const handles = usePageHandles();
  const { importObjects } = useActions();
  const offers = useAppStore((state) => state.importOffers);
  const isOpen = offers !== null;
  const noteFocus = useReturnedFocus(isOpen);
  useLayoutEffect(() => {
    if (isOpen) noteFocus();
  }, [isOpen, noteFocus]);
  useEffect(() => {
    handles.pickObjects = () =>
      pickObjects((files) => {
        void importObjects(files.map((file) => ({ file, folder: '' })));
      });
  }, [handles, importObjects]);
  return offers ? <ImportDialog key={offers[0]?.id} offers={offers} /> : null;
}

/** An input of its own, which never has to be in the page. */
function pickObjects(onFiles: (files: readonly File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = '.tif,.tiff,.png,.roi,.zip,.geojson,.json';
  input.addEventListener('change', () => onFiles(Array.from(input.files ?? [])));
  input.click();
}
