import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from './serveFolder.ts';

/** Hands single files to the page and takes results back, under addresses nobody can guess. */
export interface FileExchange {
  readonly handler: RequestHandler;
  /** Address under which the page reads the file at `path`. */
  readonly offer: (path: string) => string;
  /** Address to which the page posts what becomes the file at `path`. */
  readonly accept: (path: string) => string;
  /** Forgets every address. */
  readonly clear: () => void;
}

/** An exchange below `/exchange/` of the server that it is given to. */
export function createFileExchange(): FileExchange {
  const sources = new Map<string, string>();
  const targets = new Map<string, string>();
  const register = (paths: Map<string, string>, path: string) => {
    const address = `/exchange/${randomUUID()}`;
    paths.set(address, path);
    return address;
  };
  return {
    offer: (path) => register(sources, path),
    accept: (path) => register(targets, path),
    clear: () => {
      sources.clear();
      targets.clear();
    },
    handler: async (request, response, address) => {
      const source = sources.get(address);
      const target = targets.get(address);
      if (source !== undefined && request.method === 'GET') await send(source, response);
      else if (target !== undefined && request.method === 'POST') {
        await receive(target, request, response);
      } else return false;
      return true;
    },
  };
}

async function send(path: string, response: ServerResponse): Promise<void> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (error) {
    response.writeHead(404).end(reason(error));
    return;
  }
  // A page that went away midway is nobody's fault; the stream closes the file.
  await pipeline(file.createReadStream(), response).catch(() => response.destroy());
}

/** Under another name until it is whole, so that a broken run leaves no half result behind. */
async function receive(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const partPath = `${path}.part`;
  try {
    await pipeline(request, createWriteStream(partPath));
    await rename(partPath, path);
    response.writeHead(204).end();
  } catch (error) {
    await rm(partPath, { force: true });
    response.writeHead(500).end(reason(error));
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
