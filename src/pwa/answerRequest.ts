import { fetchListed, keepFile, matchFile } from '#pwa/cachedFile.ts';
import { modelCacheName, shellCacheName } from '#pwa/cacheNames.ts';
import type { FileList, ListedFile } from '#pwa/fileList.ts';
import { openShells } from '#pwa/fillShell.ts';
import { secureAnswer } from '#pwa/secureAnswer.ts';

/** The page that the commands drive; it is served as it is, always from the network. */
const HEADLESS_PAGE = 'headless.html';
/** Search part of an address that must reach the host, such as to follow a download. */
export const PAST_THE_CACHE = '?download';

/** What requests are answered from. */
export interface AnswerContext {
  /** Address of the page's folder; ends in `/`. */
  readonly scope: string;
  readonly list: FileList;
  /** Called after a file of a model was kept because it was used. */
  readonly onModelKept: (modelId: string) => void;
}

/** Path below the page's folder of a request that is ours to answer; `null` for all others. */
export function ownPath(request: Request, scope: string): string | null {
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return null;
  const { pathname } = new URL(request.url);
  const path = pathname.slice(new URL(scope).pathname.length);
  return path === HEADLESS_PAGE ? null : path || 'index.html';
}

/**
 * The answer to a request for `path`, with the security headers: from this version of the page, a
 * kept model, a former version that an open page still runs, else from the network.
 */
export async function answerRequest(
  request: Request,
  path: string,
  context: AnswerContext,
): Promise<Response> {
  const kept = await keptAnswer(request, path, context).catch(() => null);
  // Also when the caches cannot be read: the host is there all the same.
  return secureAnswer(kept ?? (await fetch(request)));
}

async function keptAnswer(
  request: Request,
  path: string,
  context: AnswerContext,
): Promise<Response | null> {
  if (new URL(request.url).search === PAST_THE_CACHE) return null;
  const { scope, list } = context;
  const url = new URL(path, scope).href;
  const shell = await caches.open(shellCacheName(scope, list.version));
  const kept = await shell.match(url);
  if (kept) return kept;
  const modelFile = findModelFile(list, path);
  if (modelFile) return answerModel(url, modelFile, context);
  for (const former of await openShells(scope)) {
    const old = await former.match(url);
    if (old) return old;
  }
  return null;
}

interface ModelFile {
  readonly modelId: string;
  readonly file: ListedFile;
}

function findModelFile(list: FileList, path: string): ModelFile | null {
  for (const [modelId, files] of Object.entries(list.models)) {
    const file = files.find((listed) => listed.path === path);
    if (file) return { modelId, file };
  }
  return null;
}

async function answerModel(
  url: string,
  { modelId, file }: ModelFile,
  { scope, onModelKept }: AnswerContext,
): Promise<Response | null> {
  const cache = await caches.open(modelCacheName(scope));
  const kept = await matchFile(cache, url, file);
  if (kept) return kept;
  // Bytes of another build are no failure of this page; they are used as they come, but not kept.
  const answer = await fetchListed(url, file).catch(() => null);
  if (!answer?.ok) return null;
  const copy = answer.clone();
  // A full disk takes nothing from the page: the model is there, it is only not kept.
  await keepFile(cache, url, file, copy).then(
    () => onModelKept(modelId),
    () => undefined,
  );
  return answer;
}
