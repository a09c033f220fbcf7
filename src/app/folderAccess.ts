import { AppError } from '#lib/errors.ts';
import type { FolderAccess, FolderUse } from '#store/batch/batchServices.ts';

/** The parts of the File System Access API that TypeScript does not know. */
interface FolderWindow {
  readonly showDirectoryPicker?: (options: {
    readonly id: string;
    readonly mode: AccessMode;
  }) => Promise<FileSystemDirectoryHandle>;
}

type AccessMode = 'read' | 'readwrite';

interface AskedHandle {
  readonly queryPermission: (options: { readonly mode: AccessMode }) => Promise<PermissionState>;
  readonly requestPermission: (options: { readonly mode: AccessMode }) => Promise<PermissionState>;
}

const MODE: Readonly<Record<FolderUse, AccessMode>> = { images: 'read', results: 'readwrite' };

/** Folders by the browser's own dialog. */
export const folderAccess: FolderAccess = {
  canPick: 'showDirectoryPicker' in window,
  pick: async (use) => {
    const { showDirectoryPicker } = window as FolderWindow;
    if (!showDirectoryPicker) {
      throw new AppError('not-found', 'This browser gives no access to folders.');
    }
    try {
      return await showDirectoryPicker({ id: `cellpane-${use}`, mode: MODE[use] });
    } catch (error) {
      const isClosed = error instanceof DOMException && error.name === 'AbortError';
      throw isClosed ? new AppError('cancelled', 'No folder was chosen.') : error;
    }
  },
  allow: async (folder, use) => {
    const handle = folder as unknown as AskedHandle;
    const wish = { mode: MODE[use] };
    if ((await handle.queryPermission(wish)) === 'granted') return true;
    return (await handle.requestPermission(wish)) === 'granted';
  },
};
