import { describe, expect, it } from 'vitest';
import { migrateProject } from '#domain/project/migrateProject.ts';
import { PROJECT_VERSION } from '#domain/project/project.ts';

describe('migrateProject', () => {
  it('turns what version 1 knew of a file into what is known now', () => {
    const facts = { version: 1, id: 'p', title: 'T' };
    const images = [
      { id: 'a', fileBytes: 12 },
      { id: 'b', fileBytes: null },
    ];
    expect(migrateProject({ facts, images })).toEqual({
      facts: { version: PROJECT_VERSION, id: 'p', title: 'T' },
      images: [
        { id: 'a', file: { byteLength: 12, lastModifiedMs: null }, series: null },
        { id: 'b', file: null, series: null },
      ],
    });
    expect(images[0]).toEqual({ id: 'a', fileBytes: 12 });
  });

  it('gives what version 2 knew of channels and predictions a gamma and room for figures', () => {
    const facts = { version: 2, id: 'p' };
    const images = [{ id: 'a', display: [{ color: '#ffffff' }], predictions: [{ pageIndex: 1 }] }];
    expect(migrateProject({ facts, images }).images).toEqual([
      {
        id: 'a',
        series: null,
        display: [{ color: '#ffffff', gamma: 1 }],
        predictions: [{ pageIndex: 1, summary: null }],
      },
    ]);
  });

  it('leaves rows of its own version as they are', () => {
    const facts = { version: PROJECT_VERSION, id: 'p' };
    const images = [{ id: 'a', file: { byteLength: 1, lastModifiedMs: 5 } }];
    expect(migrateProject({ facts, images })).toEqual({ facts, images });
  });

  it('refuses a later version by name', () => {
    const facts = { version: PROJECT_VERSION + 1 };
    expect(() => migrateProject({ facts, images: [] })).toThrow(
      expect.objectContaining({ code: 'too-new', message: expect.stringContaining('newer') }),
    );
  });

  it.each([undefined, null, 0, -1, 1.5, '1', Number.NaN])('refuses version %s', (version) => {
    expect(() => migrateProject({ facts: { version }, images: [] })).toThrow(
      expect.objectContaining({ code: 'corrupt-file' }),
    );
  });

  it('does not mistake an entry named __proto__ for more than that', () => {
    const facts = JSON.parse('{"version":1,"__proto__":{"polluted":true}}');
    const images = [JSON.parse('{"id":"a","fileBytes":1,"__proto__":{"polluted":true}}')];
    const migrated = migrateProject({ facts, images });
    expect(Reflect.get(migrated.facts, 'polluted')).toBeUndefined();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
