import type { Plugin } from 'vite';
import { serveFolder } from './serveFolder.ts';

/**
 * Serves the reference files of `../shared` at `/shared/…` to browser tests; 404 where the folder or
 * the file is absent, not the index page that the development server would answer with.
 */
export function serveSharedPlugin(): Plugin {
  const serve = serveFolder('../shared', '/shared/');
  return {
    name: 'serve-shared',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
        if (!path.startsWith('/shared/')) {
          next();
          return;
        }
        serve(request, response, path).then((isServed) => {
          if (!isServed) response.writeHead(404).end('Not found\n');
        }, next);
      });
    },
  };
}
