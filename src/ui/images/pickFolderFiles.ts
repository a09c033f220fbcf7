import type { OpenableFile } from '#store/actions/openableFile.ts';
import { folderFiles } from '#ui/images/droppedFiles.ts';

/** Opens the system's dialog for a folder; hands on its files with their folders. */
export function pickFolderFiles(onFiles: (files: readonly OpenableFile[]) => void): void {
  // A folder dialog needs an input of its own, which never has to be in the page.
  const input = document.createElement('input');
  input.type = 'file';
  input.webkitdirectory = true;
  input.addEventListener('change', () => onFiles(folderFiles(input.files ?? [])));
  input.click();
}
