import { existsSync, readFileSync } from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright-core';

const MIB = 2 ** 20;
/** A worker that ends while it is asked never answers. */
const ANSWER_DEADLINE_MS = 5_000;

/** What a page and its workers hold, in MiB, after a garbage collection. */
export interface MemoryReading {
  /** JavaScript objects and DOM of the page and all its workers. */
  readonly heapMib: number;
  /** Array buffers of the page and all its workers. */
  readonly bufferMib: number;
  /** Memory of the renderer processes that is theirs alone; 0 where the system does not tell. */
  readonly rendererMib: number;
  /** The same of the GPU process. */
  readonly gpuMib: number;
  readonly workerCount: number;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize?: number;
  readonly backingStorageSize?: number;
}

/** Reads the memory of a page, its workers and their processes through the DevTools protocol. */
export async function openMemoryProbe(
  browser: Browser,
  page: Page,
): Promise<() => Promise<MemoryReading>> {
  const session = await page.context().newCDPSession(page);
  const browserSession = await browser.newBrowserCDPSession();
  const workers = await followWorkers(session);
  return async () => {
    const usages = [await heapOfPage(session)];
    for (const id of workers.ids) {
      const usage = await workers.heapOf(id);
      if (usage) usages.push(usage);
    }
    const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
    const privateMib = (type: string) =>
      processInfo
        .filter((each) => each.type === type)
        .reduce((sum, { id }) => sum + privateBytes(id), 0) / MIB;
    const total = (of: (usage: HeapUsage) => number) =>
      usages.reduce((sum, usage) => sum + of(usage), 0) / MIB;
    return {
      heapMib: total(({ usedSize, embedderHeapUsedSize = 0 }) => usedSize + embedderHeapUsedSize),
      bufferMib: total(({ backingStorageSize = 0 }) => backingStorageSize),
      rendererMib: privateMib('renderer'),
      gpuMib: privateMib('GPU'),
      workerCount: usages.length - 1,
    };
  };
}

async function heapOfPage(session: CDPSession): Promise<HeapUsage> {
  await session.send('HeapProfiler.collectGarbage');
  return session.send('Runtime.getHeapUsage');
}

/** Workers of the page as they come and go, asked by messages through the page's own session. */
async function followWorkers(session: CDPSession) {
  const ids = new Set<string>();
  const waiting = new Map<number, (answer: { readonly result?: unknown }) => void>();
  let nextId = 0;
  session.on('Target.attachedToTarget', ({ sessionId }) => ids.add(sessionId));
  session.on('Target.detachedFromTarget', ({ sessionId }) => ids.delete(sessionId));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer = JSON.parse(message) as { readonly id: number; readonly result?: unknown };
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  // Sessions of their own per worker are beyond what a Playwright session can address.
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const ask = (sessionId: string, method: string) =>
    new Promise<unknown>((resolve) => {
      const id = nextId++;
      const giveUp = setTimeout(() => resolve(undefined), ANSWER_DEADLINE_MS);
      waiting.set(id, ({ result }) => {
        clearTimeout(giveUp);
        resolve(result);
      });
      const message = JSON.stringify({ id, method });
      session.send('Target.sendMessageToTarget', { sessionId, message }).catch(() => {
        clearTimeout(giveUp);
        resolve(undefined);
      });
    });
  const heapOf = async (sessionId: string) => {
    await ask(sessionId, 'HeapProfiler.collectGarbage');
    return (await ask(sessionId, 'Runtime.getHeapUsage')) as HeapUsage | undefined;
  };
  return { ids, heapOf };
}

/** Memory that a process shares with none, on Linux; 0 elsewhere and for a process that is gone. */
function privateBytes(processId: number): number {
  const path = `/proc/${processId}/smaps_rollup`;
  if (!existsSync(path)) return 0;
  const kib = [...readFileSync(path, 'utf8').matchAll(/^Private_\w+:\s+(\d+) kB$/gm)];
  return kib.reduce((sum, match) => sum + 1024 * Number(match[1]), 0);
}
