import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECURITY_HEADERS } from '#lib/securityHeaders.ts';
import { serveFolder } from './serveFolder.ts';
import { type RunningServer, startServer } from './startServer.ts';

describe('the static server', () => {
  let server: RunningServer;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cellpane-server-'));
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    const root = join(folder, 'dist');
    mkdirSync(join(root, 'assets'), { recursive: true });
    writeFileSync(join(root, 'index.html'), '<p>page</p>');
    writeFileSync(join(root, 'assets', 'engine-1a2b.wasm'), 'wasm');
    writeFileSync(join(root, 'über uns.json'), '{}');
    server = await startServer([serveFolder(root)], { port: 0, headers: SECURITY_HEADERS });
  });
  afterAll(() => server.close());

  it('serves the page for the bare address, with the policy that also covers workers', async () => {
    const response = await fetch(server.url);
    expect(await response.text()).toBe('<p>page</p>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('cross-origin-embedder-policy')).toBeNull();
  });

  it('serves hashed files for ever and under the type that a browser compiles', async () => {
    const response = await fetch(`${server.url}/assets/engine-1a2b.wasm`);
    expect(response.headers.get('content-type')).toBe('application/wasm');
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  it('answers 304 when the browser has the file already', async () => {
    const first = await fetch(server.url);
    const tag = first.headers.get('etag') ?? '';
    const second = await fetch(server.url, { headers: { 'If-None-Match': tag } });
    expect(second.status).toBe(304);
  });

  it('understands encoded names', async () => {
    expect((await fetch(`${server.url}/${encodeURIComponent('über uns.json')}`)).status).toBe(200);
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/%00',
    '/%zz',
    '/no',
  ])('answers 404 to %s', async (path) => {
    // fetch would resolve the dots itself.
    const status = await new Promise((resolve) => {
      httpRequest(`${server.url}`, { path }, (response) => resolve(response.statusCode)).end();
    });
    expect(status).toBe(404);
  });

  it('says what to do when the port is in use', async () => {
    const port = Number(new URL(server.url).port);
    await expect(startServer([], { port, headers: {} })).rejects.toThrow(
      `Port ${port} is in use. Set PORT to another one`,
    );
  });
});
