import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '#headless/browser/launchBrowser.ts';
import { buildIfNeeded } from '#headless/server/buildIfNeeded.ts';
import { createFileExchange, type FileExchange } from '#headless/server/fileExchange.ts';
import { serveFolder } from '#headless/server/serveFolder.ts';
import { type RunningServer, startServer } from '#headless/server/startServer.ts';
import { AppError, toAppError } from '#lib/errors.ts';
import { SECURITY_HEADERS } from '#lib/securityHeaders.ts';
import type { HeadlessApi, HeadlessOutcome, TrainingProgressReport } from '#workers/headlessApi.ts';
import { locateModel } from './locateModel.ts';

/** How the page is started. */
export interface PageOptions {
  readonly backend: string;
  /** Id of a built-in model or path of a folder. */
  readonly model: string;
  /** Largest input edge of a tile in px, halo included; `null` lets the engine choose. */
  readonly tileEdgePx: number | null;
  /** Hears of stored tiles. */
  readonly onProgress: (tilesDone: number, tileCount: number) => void;
  /** Hears now and then how a training stands. */
  readonly onTraining?: (progress: TrainingProgressReport) => void;
}

/** The built page in a headless browser. */
export interface DrivenPage {
  readonly modelId: string;
  readonly exchange: FileExchange;
  /**
   * Calls the page and waits as long as it takes.
   *
   * @throws AppError with the page's code and message; `worker-died` when the page itself crashed,
   *   after which the next call starts a fresh one
   */
  readonly call: <M extends keyof HeadlessApi>(
    method: M,
    ...parameters: Parameters<HeadlessApi[M]>
  ) => Promise<Answer<M>>;
  readonly close: () => Promise<void>;
}

/** What a method of the page gives when it succeeds. */
type Answer<M extends keyof HeadlessApi> =
  Awaited<ReturnType<HeadlessApi[M]>> extends HeadlessOutcome<infer T> ? T : never;

/**
 * Builds the page when needed, serves it on a free port of this machine only and opens it.
 *
 * @throws AppError `not-found` without a browser or model, `internal` when the page does not start
 */
export async function openPage(options: PageOptions): Promise<DrivenPage> {
  buildIfNeeded();
  const model = locateModel(options.model);
  const exchange = createFileExchange();
  const server = await startServer([exchange.handler, ...model.handlers, serveFolder('dist')], {
    port: 0,
    headers: SECURITY_HEADERS,
  });
  const browser = await launchBrowser().catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  const address = pageAddress(server, options, model.baseUrl);
  let page: Page | null = null;
  return {
    modelId: model.id,
    exchange,
    call: async (method, ...parameters) => {
      page ??= await startPage(browser, address, options);
      const outcome = await callPage(page, method, parameters).catch(async (error: unknown) => {
        await page?.close().catch(() => undefined);
        page = null;
        throw new AppError('worker-died', `The page stopped: ${toAppError(error).message}`, {
          cause: error,
        });
      });
      if (outcome.ok) return outcome.value as Answer<typeof method>;
      throw new AppError(outcome.code, outcome.message);
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

function pageAddress(server: RunningServer, options: PageOptions, modelBaseUrl: string): string {
  const query = new URLSearchParams({ backend: options.backend, models: modelBaseUrl });
  if (options.tileEdgePx !== null) query.set('tile', String(options.tileEdgePx));
  return `${server.url}/headless.html?${query}`;
}

async function startPage(
  browser: Browser,
  address: string,
  { onProgress, onTraining = () => undefined }: PageOptions,
): Promise<Page> {
  const page = await browser.newPage();
  const messages: string[] = [];
  page.on('pageerror', (error) => messages.push(error.message));
  await page.exposeFunction('reportProgress', onProgress);
  await page.exposeFunction('reportTraining', onTraining);
  await page.goto(address);
  try {
    await page.waitForFunction(() => 'cellpane' in window, null, { timeout: 30_000 });
  } catch (error) {
    const reason = messages.join(' ') || toAppError(error).message;
    throw new AppError('internal', `The page did not start: ${reason}`, { cause: error });
  }
  return page;
}

/** Resolves with the page's answer; rejects when the page is gone. */
function callPage(
  page: Page,
  method: keyof HeadlessApi,
  parameters: readonly unknown[],
): Promise<HeadlessOutcome<unknown>> {
  return page.evaluate(
    ({ method: name, parameters: values }) => {
      const { cellpane } = window as unknown as {
        cellpane: Record<string, (...all: readonly unknown[]) => Promise<unknown>>;
      };
      return cellpane[name]?.(...values) as Promise<HeadlessOutcome<unknown>>;
    },
    { method, parameters },
  );
}
