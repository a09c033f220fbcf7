import { openProjectZip } from '#formats/project/openProjectZip.ts';
import { writeProjectZip } from '#formats/project/writeProjectZip.ts';
import { AppError } from '#lib/errors.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import type { ProjectChange } from '#storage/project/projectChange.ts';
import { ProjectStore } from '#storage/project/projectStore.ts';
import { noParts, withUnsaved } from '#storage/project/unsavedParts.ts';
import { Death } from '#testing/death.ts';
import type { Gate } from '#testing/gate.ts';
import type { CallOptions, Client } from '#workers/contract.ts';
import type { ProjectApi } from '#workers/projectApi.ts';

/** What a test sees of the project worker and can change about it. */
export interface ProjectControl {
  /** Names of the calls in order. */
  readonly projectLog: string[];
  readonly failing: ReadonlySet<string>;
  /** Holds changes on their way to storage. */
  readonly saveGate: Gate;
  /** Changes in the order in which they were asked for. */
  readonly changes: ProjectChange[];
  /** Ends the worker: all its calls fail, and the next one gets a fresh worker. */
  killProjects: () => void;
}

type Call = (request: never, options?: CallOptions) => Promise<unknown>;

/** The project worker's own code over `backend`, without the worker. */
export function fakeProjects(backend: StorageBackend, control: ProjectControl): Client<ProjectApi> {
  let store = new ProjectStore(Promise.resolve(backend));
  let death = new Death();
  control.killProjects = () => {
    store = new ProjectStore(Promise.resolve(backend));
    const dead = death;
    death = new Death();
    dead.die('project');
  };
  const call =
    (method: keyof ProjectApi): Call =>
    (request, options) => {
      control.projectLog.push(method);
      const copy = sent(request, options);
      const present = store;
      return death.orDie(answer(present, method, copy));
    };
  const answer = async (present: ProjectStore, method: keyof ProjectApi, request: object) => {
    if (method === 'apply' || method === 'create') {
      if ('change' in request) control.changes.push(request.change as ProjectChange);
      await control.saveGate.pass();
    }
    if (control.failing.has(`projects ${method}`)) {
      throw new AppError('storage-full', 'It does not fit. Delete something.');
    }
    if (method === 'exportZip') return exportZip(present, request as ExportRequest);
    if (method === 'importZip') return importZip(present, request as { readonly file: Blob });
    const handle = present[method as keyof ProjectStore] as unknown as Call;
    return handle.call(present, request as never);
  };
  const methods = METHODS.map((method) => [method, call(method)]);
  return Object.fromEntries(methods) as unknown as Client<ProjectApi>;
}

const METHODS: readonly (keyof ProjectApi)[] = [
  'space',
  'list',
  'create',
  'open',
  'close',
  'waitUntilWanted',
  'apply',
  'readSource',
  'readMap',
  'readAnnotation',
  'rename',
  'duplicate',
  'remove',
  'restore',
  'forget',
  'exportZip',
  'importZip',
];

/** A request as it arrives at a worker: copied, with transferred buffers gone from the page. */
function sent(request: object, options?: CallOptions): object {
  if (!('change' in request)) return request;
  const { sources, ...change } = request.change as ProjectChange;
  const copy = structuredClone(
    { ...request, change, planes: sources?.map(planesOf) },
    {
      transfer: [...(options?.transfer ?? [])],
    },
  );
  const arrived = sources?.map(({ imageId, source }, index) => {
    const image = copy.planes?.[index];
    return { imageId, source: image ? { kind: 'planes', image } : source };
  });
  return { ...copy, change: { ...copy.change, ...(arrived && { sources: arrived }) } };
}

/** Files are handed over as they are: Node copies them as plain blobs. */
function planesOf({ source }: NonNullable<ProjectChange['sources']>[number]) {
  return source.kind === 'planes' ? source.image : null;
}

type ExportRequest = Parameters<ProjectApi['exportZip']>[0];

/** As in the worker, but for the disk. */
async function exportZip(store: ProjectStore, { projectId, unsaved }: ExportRequest) {
  const parts = await store.parts({ projectId }).catch((error: unknown) => {
    if (!unsaved?.facts) throw error;
    return noParts(unsaved.facts);
  });
  const pieces: Blob[] = [];
  const leftOut = await writeProjectZip(
    unsaved ? withUnsaved(parts, unsaved) : parts,
    async (bytes) => {
      pieces.push(new Blob([bytes.slice()]));
    },
  );
  return { file: new Blob(pieces), leftOut };
}

async function importZip(store: ProjectStore, { file }: { readonly file: Blob }) {
  return store.importParts(await openProjectZip(file));
}
