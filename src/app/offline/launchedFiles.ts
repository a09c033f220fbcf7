/** What an installed page is started with; not in the standard library's types. */
interface LaunchQueue {
  readonly setConsumer: (
    consumer: (launch: { readonly files: readonly FileSystemFileHandle[] }) => void,
  ) => void;
}

/** Calls `open` with the files that the system starts the installed page with, now and later. */
export function openLaunchedFiles(open: (files: readonly File[]) => void): void {
  const { launchQueue } = window as { readonly launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files }) => {
    if (files.length === 0) return;
    void Promise.all(files.map((handle) => handle.getFile())).then(open);
  });
}
