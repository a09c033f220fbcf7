import { describe, expect, it } from 'vitest';
import { parseEvaluateArguments } from './evaluateArguments.ts';
import { parseExportModelArguments } from './exportModelArguments.ts';
import { parseSegmentArguments } from './segmentArguments.ts';

const wrongUsage = expect.objectContaining({ code: 'invalid-argument' });

describe('parseSegmentArguments', () => {
  it('takes files and folders, with usual settings for the rest', () => {
    expect(parseSegmentArguments(['a.tif', 'folder'])).toEqual({
      model: 'nuclei',
      backend: 'auto',
      tileEdgePx: null,
      scale: null,
      outFolder: '.',
      inputs: ['a.tif', 'folder'],
    });
  });

  it('takes options before, between and after the files', () => {
    const argv = ['--model', 'my/model', 'a.tif', '--backend=wasm', '--tile', '128', 'b.tif'];
    expect(parseSegmentArguments([...argv, '--scale', '0.5', '--out', 'results'])).toEqual({
      model: 'my/model',
      backend: 'wasm',
      tileEdgePx: 128,
      scale: 0.5,
      outFolder: 'results',
      inputs: ['a.tif', 'b.tif'],
    });
  });

  it('knows when help is asked for', () => {
    expect(parseSegmentArguments(['--help'])).toBeNull();
  });

  it.each([
    ['no file', []],
    ['an unknown option', ['--colour', 'a.tif']],
    ['an option without its value', ['a.tif', '--model']],
    ['an unknown backend', ['--backend', 'cuda', 'a.tif']],
    ['a scale beyond its bounds', ['--scale', '5', 'a.tif']],
    ['a scale that is no number', ['--scale', 'half', 'a.tif']],
    ['an empty scale', ['--scale', '', 'a.tif']],
    ['a broken tile edge', ['--tile', '100.5', 'a.tif']],
  ])('refuses %s', (_, argv) => {
    expect(() => parseSegmentArguments(argv)).toThrow(wrongUsage);
  });

  it('says which value is wrong and what is allowed', () => {
    expect(() => parseSegmentArguments(['--scale', '9', 'a.tif'])).toThrow(
      '--scale is "9"; it must be a number from 0.25 to 4.',
    );
  });
});

describe('parseEvaluateArguments', () => {
  it('needs the data alone', () => {
    expect(parseEvaluateArguments(['--data', 'set'])).toEqual({
      model: 'nuclei',
      backend: 'auto',
      dataFolder: 'set',
      only: '',
      labelKind: 'auto',
      scale: null,
      threshold: null,
      minimumSizePx: null,
      averageSymmetries: false,
      outFile: null,
      sweepFile: null,
      card: null,
    });
  });

  it('takes everything at once', () => {
    const argv = [
      '--data=set',
      '--classes',
      '--threshold=0.3',
      '--minimum-size=12',
      '--symmetries',
    ];
    const more = ['--out=o.json', '--sweep=s.md', '--write-card=My set', '--note=unseen'];
    expect(parseEvaluateArguments([...argv, ...more, '--only=fluo'])).toMatchObject({
      labelKind: 'classes',
      threshold: 0.3,
      minimumSizePx: 12,
      averageSymmetries: true,
      outFile: 'o.json',
      sweepFile: 's.md',
      card: { data: 'My set', note: 'unseen' },
      only: 'fluo',
    });
  });

  it.each([
    ['no data', []],
    ['a file beside the options', ['--data', 'set', 'a.tif']],
    ['a threshold above 1', ['--data', 'set', '--threshold', '50']],
  ])('refuses %s', (_, argv) => {
    expect(() => parseEvaluateArguments(argv)).toThrow(wrongUsage);
  });
});

describe('parseExportModelArguments', () => {
  it('exports the nuclei model as ONNX into the current folder unless told otherwise', () => {
    expect(parseExportModelArguments([])).toEqual({
      model: 'nuclei',
      format: 'onnx',
      outFolder: '.',
    });
    const argv = ['--model=mine', '--format=bioimageio', '--out=o'];
    expect(parseExportModelArguments(argv)).toEqual({
      model: 'mine',
      format: 'bioimageio',
      outFolder: 'o',
    });
    expect(parseExportModelArguments(['--help'])).toBeNull();
  });

  it('refuses a form that there is not', () => {
    expect(() => parseExportModelArguments(['--format=keras'])).toThrow(wrongUsage);
  });
});
