import type { DragEvent } from 'react';
import type { OpenableFile } from '#store/actions/openableFile.ts';
import { droppedFiles } from '#ui/images/droppedFiles.ts';

/** What was dropped: a folder where the browser hands it out, else the files in it. */
export interface DroppedFolder {
  readonly folder: FileSystemDirectoryHandle | null;
  readonly files: readonly OpenableFile[];
}

/** The part of the File System Access API that TypeScript does not know. */
interface HandleItem {
  readonly getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
}

/** Handlers that take a dropped folder before the page opens its files. */
export function useFolderDrop(onDrop: (dropped: Promise<DroppedFolder>) => void) {
  const keep = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    onDragEnter: keep,
    onDragOver: keep,
    onDragLeave: keep,
    onDrop: (event: DragEvent) => {
      keep(event);
      onDrop(readDrop(event.dataTransfer));
    },
  };
}

/** Call it inside the event: the browser empties the list afterwards. */
async function readDrop(transfer: DataTransfer): Promise<DroppedFolder> {
  const files = droppedFiles(transfer);
  const [item] = transfer.items as Iterable<HandleItem>;
  const handle = await item?.getAsFileSystemHandle?.();
  if (handle?.kind === 'directory') {
    files.catch(() => null); // read again, with the handle
    return { folder: handle as FileSystemDirectoryHandle, files: [] };
  }
  return { folder: null, files: await files };
}
