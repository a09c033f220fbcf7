import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiFileName, safeStem } from '#lib/safeFileName.ts';

/** Names that people or their enemies give. */
const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      '.',
      '/',
      '\\',
      ' ',
      'a',
      ':',
      '\u202E',
      '\u0000',
      '😀',
      'COM1',
      '"',
      '~',
      '%',
      'é',
    ),
    maxLength: 300,
  }),
);

describe('safeStem', () => {
  it.each([
    ['cells.tif', 'cells'],
    ['a__b.tif', 'a__b'],
    ['Zelle ä (2).ome.tif', 'Zelle ä (2).ome'],
    ['<img src=x onerror=alert(1)>.png', '_img src_x onerror_alert(1)_'],
    ['..\\..\\x.tif', '_.._x'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['\u202Egnp.exe', '_gnp'],
    ['a\u0000b\nc.tif', 'a_b_c'],
    ['CON', '_CON'],
    ['con.tif', '_con'],
    ['Lpt1.tar.gz', '_Lpt1.tar'],
    ['.htaccess', 'image'],
    ['...', 'image'],
    ['   .tif', 'image'],
    ['', 'image'],
    ['😀.png', 'image'],
    [`${'x'.repeat(5000)}.tif`, 'x'.repeat(150)],
  ])('makes of %j %j', (name, stem) => {
    expect(safeStem(name)).toBe(stem);
  });

  it('gives a name that every file system takes, and no place', () => {
    fc.assert(
      fc.property(names, (name) => {
        const stem = safeStem(name);
        expect(stem).not.toMatch(/[\\/:*?"<>|\p{C}~%]/u);
        expect(stem).not.toMatch(/^[.\s]|[.\s]$/);
        expect(stem).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(stem.length).toBeGreaterThan(0);
        expect([...stem].length).toBeLessThanOrEqual(151);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('leaves a name as it is that it made', () => {
    fc.assert(
      fc.property(names, (name) => {
        const stem = safeStem(name);
        expect(safeStem(`${stem}.tif`)).toBe(stem);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe('asciiFileName', () => {
  it.each([
    ['Zelle ä.TIF', 'Zelle_a.TIF'],
    ['../Kern:1.ome.tif', '_Kern_1.ome.tif'],
    ['😀', 'image'],
    ['日本.png', 'image.png'],
    ['nul.tif', '_nul.tif'],
    ['README', 'README'],
    ['a.verylongextensionindeed', 'a.verylongextensionindeed'],
  ])('makes of %j %j', (name, made) => {
    expect(asciiFileName(name)).toBe(made);
  });

  it('holds letters, digits, dots, lines and nothing else', () => {
    fc.assert(
      fc.property(names, (name) => {
        const made = asciiFileName(name);
        expect(made).toMatch(/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/);
        expect(made.length).toBeLessThanOrEqual(170);
        expect(made).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
