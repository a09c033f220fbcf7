import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { hostHeaders } from '#headless/server/hostHeaders.ts';
import { listBuiltFiles } from '#headless/server/listBuiltFiles.ts';
import { MARKUP_POLICY, POLICY_HEADER } from '#lib/securityHeaders.ts';

/** A pair of plugins that share what they saw. */
export interface OfflinePlugins {
  /** For the page; writes `sw.js` and `_headers`. */
  readonly page: () => Plugin;
  /** For the workers, whose chunks are known to their own builds only. */
  readonly worker: () => Plugin;
}

/** Decoders that geotiff could load by itself; ours take their place, but for JPEG. */
const UNUSED_MODULE =
  /node_modules[\\/](?:geotiff[\\/]dist-module[\\/]compression[\\/](?:raw|lzw|deflate|packbits|lerc|zstd|webimage)\.js|pako|lerc|zstddec)/;

/**
 * Adds the service worker, which knows every file of the build that the page can need, and the
 * headers for hosts that take them from a file.
 */
export function createOfflinePlugins(): OfflinePlugins {
  const unused = new Set<string>();
  let folder = 'dist';
  return {
    worker: () => ({
      name: 'find-unused-chunks',
      generateBundle(_, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue;
          // Ids that begin with NUL are the bundler's own.
          const ids = chunk.moduleIds.filter((id) => !id.startsWith('\0'));
          if (ids.length > 0 && ids.every((id) => UNUSED_MODULE.test(id))) {
            unused.add(chunk.fileName);
          }
        }
      },
    }),
    page: () => ({
      name: 'write-service-worker',
      apply: 'build',
      configResolved: ({ build: { outDir } }) => {
        folder = outDir;
      },
      // For the first visit to a host that sends no headers; it does not reach the workers.
      transformIndexHtml: {
        order: 'post',
        handler: (_, { filename }) =>
          filename.endsWith('index.html')
            ? [
                {
                  tag: 'meta',
                  attrs: { 'http-equiv': POLICY_HEADER, content: MARKUP_POLICY },
                  injectTo: 'head-prepend',
                },
              ]
            : [],
      },
      // Once everything else is in place.
      closeBundle: {
        order: 'post',
        sequential: true,
        handler: async (error) => {
          if (error) return;
          writeFileSync(join(folder, '_headers'), hostHeaders());
          await buildServiceWorker(folder, unused);
        },
      },
    }),
  };
}

async function buildServiceWorker(folder: string, unused: ReadonlySet<string>): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { BUILT_FILES: JSON.stringify(listBuiltFiles(folder, unused)) },
    build: {
      target: 'es2023',
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      lib: {
        entry: 'src/pwa/serviceWorker.ts',
        formats: ['iife'],
        name: 'serviceWorker',
        fileName: () => 'sw.js',
      },
    },
  });
}
