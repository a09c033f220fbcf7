import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startServer } from '#headless/server/startServer.ts';
import { locateModel } from './locateModel.ts';

describe('locateModel', () => {
  it('finds a built-in model by its id', () => {
    expect(locateModel('nuclei', 'public/models')).toMatchObject({
      id: 'nuclei',
      baseUrl: '/models/',
    });
  });

  it('serves a folder as a list of one model', async () => {
    const model = locateModel('public/models/nuclei', 'public/models');
    const server = await startServer(model.handlers, { port: 0, headers: {} });
    const base = server.url + model.baseUrl;
    expect(await (await fetch(`${base}index.json`)).json()).toEqual(['nuclei']);
    expect((await fetch(`${base}nuclei/model.json`)).status).toBe(200);
    expect((await fetch(`${base}nuclei/weights.bin`)).status).toBe(200);
    await server.close();
  });

  it('names the models there are when there is no such one', () => {
    expect(() => locateModel('cats', 'public/models')).toThrow(
      /"cats".*neither a folder nor one of .*nuclei/,
    );
  });

  it('says what a folder without a card lacks', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cellpane-model-'));
    expect(() => locateModel(folder, 'public/models')).toThrow('has no card.json');
  });

  it('refuses a card that is none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cellpane-model-'));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'card.json'), '{"id": "../../etc"}');
    expect(() => locateModel(folder, 'public/models')).toThrow(
      expect.objectContaining({ code: 'bad-model' }),
    );
  });
});
