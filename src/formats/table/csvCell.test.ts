import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvNumber, csvText } from '#formats/table/csvCell.ts';

describe('csvText', () => {
  it.each([
    ['area_px', 'area_px'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', `"'\tx"`],
    ['\r=1', `"'\r=1"`],
    ['＝1+1', "'＝1+1"],
    ['a;=1+1', '"a;=1+1"'],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ])('writes %j as %j', (text, cell) => {
    expect(csvText(text)).toBe(cell);
  });

  it('never begins a cell like a formula', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('=', '+', '-', '@', '＠', '\t', '\n', '"', ',', ';', 'a'),
        }),
        (text) => {
          expect(csvText(text).replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        },
      ),
      { seed: 1 },
    );
  });
});

describe('csvText in a line', () => {
  it('stays one cell that reads as it was typed, but for the apostrophe', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const cell = csvText(text);
        const read = /^"((?:[^"]|"")*)"$/.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell;
        expect([text, `'${text}`]).toContain(read);
        if (cell === read) expect(cell).not.toMatch(/[",;\r\n\t]/);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('csvNumber', () => {
  it.each([
    [12, '12'],
    [16_777_216, '16777216'],
    [-0.25, '-0.25'],
    [-0, '0'],
    [Number.NaN, ''],
    [Number.POSITIVE_INFINITY, ''],
  ])('writes %d as %j', (value, cell) => {
    expect(csvNumber(value)).toBe(cell);
  });

  it('reads back as the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(csvNumber(value))).toBe(value === 0 ? 0 : value);
      }),
      { seed: 1 },
    );
  });
});
