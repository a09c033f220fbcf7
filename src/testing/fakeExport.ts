import { ExportSession } from '#formats/export/exportSession.ts';
import { AppError } from '#lib/errors.ts';
import type { ExportApi } from '#workers/exportApi.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

interface ExportControl {
  readonly log: string[];
  readonly failing: ReadonlySet<string>;
}

/** The export worker without a worker: it writes the same files. */
export function fakeExport({ log, failing }: ExportControl): WorkerHandle<ExportApi> {
  let session: ExportSession | null = null;
  let isAlive = true;
  log.push('start export');
  const begun = (): ExportSession => {
    if (!isAlive) throw new AppError('cancelled', 'The export worker was stopped.');
    if (session) return session;
    throw new AppError('internal', 'No export was begun.');
  };
  return {
    isAlive: () => isAlive,
    terminate: () => {
      if (isAlive) log.push('end export');
      isAlive = false;
    },
    client: {
      begin: async ({ options }) => {
        session = new ExportSession(options);
        return null;
      },
      addPlane: async ({ stem, plane, facts }) => {
        log.push(`write ${plane.imageName} ${plane.place.pageIndex}`);
        if (failing.has(`write ${plane.imageName}`)) throw new AppError('too-large', 'Too large.');
        await begun().addPlane(stem, { ...plane, facts });
        return null;
      },
      addShownRows: async ({ rows }) => {
        await begun().addShownRows(rows);
        return null;
      },
      endImage: async () => begun().endImage(),
      dropImage: async () => {
        begun().dropImage();
        return null;
      },
      end: async () => begun().end(),
    },
  };
}
