import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '#lib/errors.ts';
import type { RequestHandler } from './serveFolder.ts';

/** A listening server. */
export interface RunningServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Where to listen and what every answer carries. */
export interface ServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Name or address to listen on; by default the loopback addresses. */
  readonly host?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Starts an HTTP server that asks its handlers in turn; a request that none takes gets 404.
 *
 * @throws AppError `invalid-argument` when the port is taken or not allowed
 */
export async function startServer(
  handlers: readonly RequestHandler[],
  options: ServerOptions,
): Promise<RunningServer> {
  const answer = answerWith(handlers, options.headers);
  const first = createServer(answer);
  await listen(first, options.port, options.host ?? '127.0.0.1');
  const port = (first.address() as AddressInfo).port;
  const servers = [first];
  // `localhost` means ::1 to some programs, so both loopback addresses answer where both exist.
  if (options.host === undefined) {
    const second = createServer(answer);
    await listen(second, port, '::1').then(
      () => servers.push(second),
      () => undefined,
    );
  }
  return {
    url: `http://${options.host ?? 'localhost'}:${port}`,
    close: async () => {
      await Promise.all(servers.map(stop));
    },
  };
}

function answerWith(
  handlers: readonly RequestHandler[],
  headers: Readonly<Record<string, string>>,
) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    askInTurn(handlers, request, response, path).catch((error: unknown) => {
      console.error(`${request.method} ${path}: ${error instanceof Error ? error.message : error}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  };
}

async function askInTurn(
  handlers: readonly RequestHandler[],
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  for (const handler of handlers) {
    if (await handler(request, response, path)) return;
  }
  response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolveListening, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new AppError(
          'invalid-argument',
          error.code === 'EADDRINUSE'
            ? `Port ${port} is in use. Set PORT to another one, e.g. PORT=${port + 1}.`
            : `Cannot listen on ${host}:${port}: ${error.message}`,
          { cause: error },
        ),
      );
    });
    server.listen(port, host, resolveListening);
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolveStopped) => {
    server.close(() => resolveStopped());
    server.closeAllConnections();
  });
}
