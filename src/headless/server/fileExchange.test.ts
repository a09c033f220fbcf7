import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileExchange } from './fileExchange.ts';
import { type RunningServer, startServer } from './startServer.ts';

describe('the file exchange', () => {
  const exchange = createFileExchange();
  const folder = mkdtempSync(join(tmpdir(), 'cellpane-exchange-'));
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer([exchange.handler], { port: 0, headers: {} });
  });
  afterAll(() => server.close());

  it('hands out a file byte by byte', async () => {
    const path = join(folder, 'in.bin');
    writeFileSync(path, Uint8Array.of(0, 255, 10, 13));
    const response = await fetch(server.url + exchange.offer(path));
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 10, 13]);
  });

  it('takes a result and leaves nothing else behind', async () => {
    const path = join(folder, 'out.tif');
    const address = server.url + exchange.accept(path);
    const response = await fetch(address, { method: 'POST', body: Uint8Array.of(1, 2, 3) });
    expect(response.status).toBe(204);
    expect([...readFileSync(path)]).toEqual([1, 2, 3]);
    expect(existsSync(`${path}.part`)).toBe(false);
  });

  it('says why a result cannot be written', async () => {
    const address = server.url + exchange.accept(join(folder, 'missing', 'out.tif'));
    const response = await fetch(address, { method: 'POST', body: 'x' });
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('ENOENT');
  });

  it('answers 404 for a file that is gone, and for forgotten addresses', async () => {
    expect((await fetch(server.url + exchange.offer(join(folder, 'no.png')))).status).toBe(404);
    const path = join(folder, 'once.bin');
    writeFileSync(path, 'x');
    const address = server.url + exchange.offer(path);
    exchange.clear();
    expect((await fetch(address)).status).toBe(404);
  });

  it('neither writes to what it offers nor reads what it accepts', async () => {
    const path = join(folder, 'kept.bin');
    writeFileSync(path, 'kept');
    await fetch(server.url + exchange.offer(path), { method: 'POST', body: 'other' });
    expect(readFileSync(path, 'utf8')).toBe('kept');
    expect((await fetch(server.url + exchange.accept(path))).status).toBe(404);
  });
});
