import { ExportSession } from '#formats/export/exportSession.ts';
import { AppError } from '#lib/errors.ts';
import type { Handlers } from '#workers/contract.ts';
import type { ExportApi } from '#workers/exportApi.ts';
import { type Port, serve } from '#workers/rpc.ts';

let session: ExportSession | null = null;

function begun(): ExportSession {
  if (session) return session;
  throw new AppError('internal', 'No export was begun.');
}

const handlers: Handlers<ExportApi> = {
  begin: async ({ options }) => {
    session = new ExportSession(options);
    return { value: null };
  },
  addPlane: async ({ stem, plane, facts }) => {
    await begun().addPlane(stem, { ...plane, facts });
    return { value: null };
  },
  addShownRows: async ({ rows }) => {
    await begun().addShownRows(rows);
    return { value: null };
  },
  endImage: async () => ({ value: await begun().endImage() }),
  dropImage: async () => {
    begun().dropImage();
    return { value: null };
  },
  end: async () => ({ value: await begun().end() }),
};

serve<ExportApi>(self as unknown as Port, handlers);
