import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { unetToOnnx } from '#formats/onnx/unetToOnnx.ts';
import { launchBrowser } from '#headless/browser/launchBrowser.ts';
import { type RequestHandler, serveFolder } from '#headless/server/serveFolder.ts';
import { startServer } from '#headless/server/startServer.ts';
import type { BenchNetwork } from './benchNetworks.ts';

/** Threads of onnxruntime-web need a page that is isolated from others. */
const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** The bench's own page in a headless browser. */
export interface OpenBenchPage {
  readonly page: Page;
  /** Addresses of a network, as each engine reads it. */
  readonly addressesOf: (
    network: BenchNetwork,
    edge: number,
  ) => { readonly modelUrl: string; readonly onnxUrl: string };
  readonly close: () => Promise<void>;
}

/** Builds the bench page into `temporaryFolder`, serves it with its networks and opens it. */
export async function openBenchPage(
  temporaryFolder: string,
  networks: readonly BenchNetwork[],
): Promise<OpenBenchPage> {
  const outFolder = join(temporaryFolder, 'page');
  await build({
    configFile: false,
    root: resolve('src/headless/bench/page'),
    base: './',
    logLevel: 'error',
    build: {
      outDir: outFolder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      target: 'es2023',
      chunkSizeWarningLimit: 10_000,
    },
    worker: { format: 'es' },
  });
  const server = await startServer(
    [
      serveFolder('node_modules/onnxruntime-web/dist', '/ort/'),
      ...networks.map(({ name, folder }) => serveFolder(folder, `/networks/${name}/`)),
      serveOnnx(networks),
      serveFolder(outFolder),
    ],
    { port: 0, headers: ISOLATION_HEADERS },
  );
  const browser = await launchBrowser();
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(`bench page: ${error.message}`));
  await page.goto(server.url);
  await page.waitForFunction(() => 'bench' in window);
  return {
    page,
    addressesOf: ({ name }, edge) => ({
      modelUrl: `${server.url}/networks/${name}/model.json`,
      onnxUrl: `${server.url}/onnx/${name}/${edge}.onnx`,
    }),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

function serveOnnx(networks: readonly BenchNetwork[]): RequestHandler {
  return async (_, response, path) => {
    const [, name, edgeText] = /^\/onnx\/([^/]+)\/(\d+)\.onnx$/.exec(path) ?? [];
    const network = networks.find((candidate) => candidate.name === name);
    if (!network) return false;
    const edge = Number(edgeText);
    const size = { width: edge, height: edge };
    response.end(unetToOnnx(network, { layout: 'channels-first', outputs: ['foreground'], size }));
    return true;
  };
}
