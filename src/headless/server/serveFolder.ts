import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, resolve, sep } from 'node:path';
import { contentType } from './contentType.ts';

/** Answers one request; `false` when it is not its business, and the next one is asked. */
export type RequestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
) => Promise<boolean>;

/**
 * Serves the files below `root`, a folder's `index.html` for the folder. Files under `assets/` carry
 * a hash in their name and may be kept for ever; all others are asked for again by their tag.
 */
export function serveFolder(root: string, urlPrefix = '/'): RequestHandler {
  const absoluteRoot = resolve(root);
  return async (request, response, path) => {
    if (!path.startsWith(urlPrefix)) return false;
    const name = safeDecode(path.slice(urlPrefix.length));
    if (name === null) return false;
    const filePath = join(
      absoluteRoot,
      name === '' || name.endsWith('/') ? `${name}index.html` : name,
    );
    if (!filePath.startsWith(absoluteRoot + sep)) return false;
    const stats = await stat(filePath).catch(() => null);
    if (!stats?.isFile()) return false;
    sendFile(request, response, filePath, stats);
    return true;
  };
}

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  filePath: string,
  stats: Stats,
): void {
  const tag = `"${stats.size.toString(36)}-${Math.trunc(stats.mtimeMs).toString(36)}"`;
  const isHashed = filePath.includes(`${sep}assets${sep}`);
  response.setHeader('ETag', tag);
  response.setHeader(
    'Cache-Control',
    isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': contentType(filePath), 'Content-Length': stats.size });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  // A file that vanishes midway can only be told by breaking the connection off.
  createReadStream(filePath)
    .on('error', () => response.destroy())
    .pipe(response);
}

function safeDecode(path: string): string | null {
  try {
    const name = decodeURIComponent(path);
    return name.includes('\0') ? null : name;
  } catch {
    return null;
  }
}
