import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { POLICY_HEADER } from '#lib/securityHeaders.ts';
import { answerRequest, ownPath } from '#pwa/answerRequest.ts';
import { keepFile } from '#pwa/cachedFile.ts';
import { modelCacheName, PAGE_LOCK_PREFIX, shellCacheName } from '#pwa/cacheNames.ts';
import type { FileList, ListedFile } from '#pwa/fileList.ts';
import { fillShell } from '#pwa/fillShell.ts';
import { sweepShells } from '#pwa/sweepShells.ts';

/** The development server's own root, so that the files below are served for real. */
const SCOPE = new URL('/', window.location.href).href;
const SERVED = 'models/index.json';

async function integrityOf(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-384', bytes);
  return `sha384-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

async function listed(path: string): Promise<ListedFile> {
  const bytes = await (await fetch(SCOPE + path)).arrayBuffer();
  return { path, integrity: await integrityOf(bytes), sizeBytes: bytes.byteLength };
}

function listOf(version: string, shell: readonly ListedFile[], models = {}): FileList {
  return { version, shell, models, includedModels: {} };
}

async function clearCaches(): Promise<void> {
  for (const name of await caches.keys()) await caches.delete(name);
}

beforeEach(clearCaches);
afterEach(clearCaches);

describe('keeping a version of the page', () => {
  it('keeps each file as the host sends it', async () => {
    await fillShell(SCOPE, listOf('1', [await listed(SERVED)]));
    const kept = await (await caches.open(shellCacheName(SCOPE, '1'))).match(SCOPE + SERVED);
    expect(await kept?.json()).toContain('nuclei');
  });

  it('refuses a file that is not the one of the build', async () => {
    const other = { ...(await listed(SERVED)), integrity: await integrityOf(new ArrayBuffer(1)) };
    await expect(fillShell(SCOPE, listOf('1', [other]))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('takes what has not changed from a former version, not from the host', async () => {
    const bytes = new TextEncoder().encode('from before').buffer;
    const file = { path: 'gone.js', integrity: await integrityOf(bytes), sizeBytes: 11 };
    const former = await caches.open(shellCacheName(SCOPE, '1'));
    await keepFile(former, `${SCOPE}gone.js`, file, new Response(bytes));
    await fillShell(SCOPE, listOf('2', [file]));
    const kept = await (await caches.open(shellCacheName(SCOPE, '2'))).match(`${SCOPE}gone.js`);
    expect(await kept?.text()).toBe('from before');
  });
});

it('keeps what a host says to vary with everything', async () => {
  const cache = await caches.open(shellCacheName(SCOPE, '1'));
  const file = { path: 'a.js', integrity: 'sha384-a', sizeBytes: 1 };
  const answer = new Response('a', { headers: { Vary: '*' } });
  await keepFile(cache, `${SCOPE}a.js`, file, answer);
  expect(await (await cache.match(`${SCOPE}a.js`))?.text()).toBe('a');
});

it('goes on with nothing once a file of a version could not be kept', async () => {
  const sound = await listed(SERVED);
  const others = Array.from({ length: 60 }, (_, i) => ({ ...sound, path: `${SERVED}?${i}` }));
  const wrong = { ...sound, integrity: await integrityOf(new ArrayBuffer(1)) };
  await expect(fillShell(SCOPE, listOf('1', [wrong, ...others]))).rejects.toThrow('arrive');
  const cache = await caches.open(shellCacheName(SCOPE, '1'));
  const keptCount = (await cache.keys()).length;
  expect(keptCount).toBeLessThan(others.length);
  // Time for what would still be on its way.
  for (let i = 0; i < 10; i++) await fetch(`${SCOPE}${SERVED}?later`, { cache: 'no-store' });
  expect(await cache.keys()).toHaveLength(keptCount);
});

describe('answering requests', () => {
  it('goes to the host when the browser cannot read what it keeps', async () => {
    const open = vi.spyOn(caches, 'open').mockRejectedValue(new DOMException('Broken.'));
    const request = new Request(SCOPE + SERVED);
    const context = { scope: SCOPE, list: listOf('1', []), onModelKept: () => undefined };
    const answer = await answerRequest(request, SERVED, context);
    open.mockRestore();
    expect(await answer.json()).toContain('nuclei');
    expect(answer.headers.get(POLICY_HEADER)).not.toBeNull();
  });

  const context = (list: FileList) => ({ scope: SCOPE, list, onModelKept: () => undefined });
  const ask = (path: string, list: FileList) =>
    answerRequest(new Request(SCOPE + path), path, context(list));

  it('leaves other folders, other methods and the page of the commands alone', () => {
    const scope = 'https://host.example/sub/';
    expect(ownPath(new Request('https://host.example/other/'), scope)).toBeNull();
    expect(ownPath(new Request(`${scope}x`, { method: 'POST' }), scope)).toBeNull();
    expect(ownPath(new Request(`${scope}headless.html?backend=wasm`), scope)).toBeNull();
    expect(ownPath(new Request(`${scope}?sample=nuclei`), scope)).toBe('index.html');
    expect(ownPath(new Request(`${scope}assets/a.js`), scope)).toBe('assets/a.js');
  });

  it('answers from the own version first, then from one that an open page still runs', async () => {
    const keep = async (version: string, path: string) => {
      const cache = await caches.open(shellCacheName(SCOPE, version));
      await cache.put(SCOPE + path, new Response(`version ${version}`));
    };
    await keep('1', 'page.html');
    await keep('2', 'page.html');
    await keep('1', 'old-chunk.js');
    const list = listOf('2', []);
    expect(await (await ask('page.html', list)).text()).toBe('version 2');
    const old = await ask('old-chunk.js', list);
    expect(await old.text()).toBe('version 1');
    expect(old.headers.get(POLICY_HEADER)).toContain("default-src 'none'");
  });

  it('keeps a model once it is used, and no other bytes in its place', async () => {
    const file = await listed('models/em-membranes/model.json');
    const models = { 'em-membranes': [file] };
    const answer = await ask(file.path, listOf('1', [], models));
    expect(await answer.json()).toHaveProperty('modelTopology');
    const cache = await caches.open(modelCacheName(SCOPE));
    expect(await cache.match(SCOPE + file.path)).toBeDefined();

    await cache.delete(SCOPE + file.path);
    const changed = { ...file, integrity: await integrityOf(new ArrayBuffer(2)) };
    const fresh = await ask(file.path, listOf('1', [], { 'em-membranes': [changed] }));
    expect(await fresh.json()).toHaveProperty('modelTopology');
    expect(await cache.match(SCOPE + file.path)).toBeUndefined();
  });
});

it('a former version stays as long as a page of it is open', async () => {
  const script = `${SCOPE}assets/index-old.js`;
  await (await caches.open(shellCacheName(SCOPE, '1'))).put(script, new Response(''));
  await caches.open(shellCacheName(SCOPE, '2'));
  await navigator.locks.request(PAGE_LOCK_PREFIX + script, { mode: 'shared' }, async () => {
    await sweepShells(SCOPE, '2');
    expect(await caches.has(shellCacheName(SCOPE, '1'))).toBe(true);
  });
  await sweepShells(SCOPE, '2');
  expect(await caches.has(shellCacheName(SCOPE, '1'))).toBe(false);
  expect(await caches.has(shellCacheName(SCOPE, '2'))).toBe(true);
});
