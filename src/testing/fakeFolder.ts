/** A folder in memory, as the File System Access API hands it out, and what lies in it. */
export interface FakeFolder {
  readonly handle: FileSystemDirectoryHandle;
  /** Whole files by their paths. */
  readonly files: Map<string, File>;
  /** Thrown by every further write. */
  failure: DOMException | null;
}

/** @param files by their paths; folders are made as needed */
export function fakeFolder(name: string, files: readonly (readonly [string, string])[] = []) {
  const folder: FakeFolder = {
    handle: null as never,
    files: new Map(files.map(([path, text]) => [path, fileAt(path, text)])),
    failure: null,
  };
  return Object.assign(folder, { handle: directory(folder, name, '') });
}

function fileAt(path: string, content: BlobPart): File {
  return new File([content], path.slice(path.lastIndexOf('/') + 1), { lastModified: 1 });
}

function directory(folder: FakeFolder, name: string, prefix: string): FileSystemDirectoryHandle {
  const handle = {
    kind: 'directory',
    name,
    resolve: async () => null,
    getDirectoryHandle: async (child: string) => directory(folder, child, `${prefix}${child}/`),
    getFileHandle: async (child: string) => fileHandle(folder, prefix + child),
    async *values() {
      const inside = [...folder.files.keys()]
        .filter((path) => path.startsWith(prefix))
        .map((path) => path.slice(prefix.length));
      const folders = inside.filter((path) => path.includes('/'));
      for (const child of new Set(folders.map((path) => path.split('/', 1)[0] ?? ''))) {
        yield directory(folder, child, `${prefix}${child}/`);
      }
      for (const child of inside) {
        if (!child.includes('/')) yield fileHandle(folder, prefix + child);
      }
    },
  };
  return handle as unknown as FileSystemDirectoryHandle;
}

function fileHandle(folder: FakeFolder, path: string): FileSystemFileHandle {
  const handle = {
    kind: 'file',
    name: path.slice(path.lastIndexOf('/') + 1),
    getFile: async () => folder.files.get(path),
    createWritable: async () => {
      let content: BlobPart = '';
      return {
        write: async (data: BlobPart) => {
          if (folder.failure) throw folder.failure;
          content = data;
        },
        close: async () => {
          folder.files.set(path, fileAt(path, content));
        },
        abort: async () => undefined,
      };
    },
  };
  return handle as unknown as FileSystemFileHandle;
}
