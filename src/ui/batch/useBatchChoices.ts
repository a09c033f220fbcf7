import { useEffect, useState } from 'react';

import { type BatchFormat, defaultFormats } from '#store/batch/batchFormats.ts';
import type { FolderAccess } from '#store/batch/batchServices.ts';
import { type BatchSource, readSource, sourceOfFiles } from '#store/batch/batchSource.ts';
import { batchText } from '#text/batch.ts';
import type { DroppedFolder } from '#ui/batch/useFolderDrop.ts';
import { pickFolderFiles } from '#ui/images/pickFolderFiles.ts';
import { useActions } from '#ui/useAppStore.ts';

/** Kinds of files to write. */
export interface FormatChoice {
  readonly formats: readonly BatchFormat[];
  readonly setFormat: (format: BatchFormat, isWanted: boolean) => void;
}

/** What is chosen so far for a batch. */
export interface BatchChoices extends FormatChoice {
  readonly source: BatchSource | null;
  readonly output: FileSystemDirectoryHandle | null;
  /** True where the browser gives access to folders. */
  readonly canPick: boolean;
  readonly isReading: boolean;
  readonly pickSource: () => void;
  readonly pickOutput: () => void;
  readonly readDropped: (dropped: Promise<DroppedFolder>) => void;
}

/** Folders and kinds of files, as they are chosen. Failures are shown. */
export function useBatchChoices(): BatchChoices {
  const { reportFailure } = useActions();
  const folders = useFolders();
  const [source, setSource] = useState<BatchSource | null>(null);
  const [output, setOutput] = useState<FileSystemDirectoryHandle | null>(null);
  const [isReading, setIsReading] = useState(false);
  const [formats, setFormats] = useState(defaultFormats);
  const attempt = (work: () => Promise<void>): void => {
    void work()
      .catch((error: unknown) => reportFailure(batchText.notStarted, error))
      .finally(() => setIsReading(false));
  };
  const read = async (folder: FileSystemDirectoryHandle): Promise<void> => {
    setIsReading(true);
    setSource(await readSource(folder));
  };
  return {
    source,
    output,
    canPick: folders?.canPick ?? false,
    isReading,
    formats,
    setFormat: (format, isWanted) =>
      setFormats((known) =>
        isWanted ? [...known, format] : known.filter((other) => other !== format),
      ),
    pickSource: () => {
      if (folders?.canPick) attempt(async () => read(await folders.pick('images')));
      else pickFolderFiles((files) => setSource(sourceOfFiles(files)));
    },
    pickOutput: () => attempt(async () => setOutput((await folders?.pick('results')) ?? null)),
    readDropped: (dropped) =>
      attempt(async () => {
        const { folder, files } = await dropped;
        if (folder) await read(folder);
        else setSource(sourceOfFiles(files));
      }),
  };
}

/** Access to the user's folders; `null` until it is known. */
function useFolders(): FolderAccess | null {
  const { batchFolders } = useActions();
  const [folders, setFolders] = useState<FolderAccess | null>(null);
  useEffect(() => {
    void batchFolders().then(setFolders);
  }, [batchFolders]);
  return folders;
}
