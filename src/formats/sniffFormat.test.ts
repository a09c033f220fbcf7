import { describe, expect, it } from 'vitest';
import { sniffFormat } from '#formats/sniffFormat.ts';

const bytes = (text: string, at = 0) =>
  Uint8Array.from({ length: at + text.length }, (_, i) => (i < at ? 0 : text.charCodeAt(i - at)));

describe('sniffFormat', () => {
  it.each([
    ['II*\0\x08\0\0\0', 'tiff'],
    ['MM\0*\0\0\0\x08', 'tiff'],
    ['II+\0\x08\0\0\0', 'tiff'],
    ['MM\0+\0\x08\0\0', 'tiff'],
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'webp'],
    ['GIF89a', 'gif'],
    ['P5\n2 2\n', 'pnm'],
    [`BM${'\0'.repeat(12)}\x28\0\0\0`, 'bmp'],
  ])('knows %j', (start, format) => {
    expect(sniffFormat(bytes(start))).toEqual({ kind: 'readable', format });
  });

  it.each([
    ['ZISRAWFILE', 'CZI'],
    ['\xda\xce\xbe\x0a', 'ND2'],
    ['\x70\0\0\0', 'LIF'],
    ['\x89HDF\r\n\x1a\n', 'HDF5'],
    ['\0\0\0\x0cjP  \r\n\x87\n', 'JPEG 2000'],
    ['\0\0\0\x18ftypheic', 'HEIC'],
    ['\0\0\0\x18ftypmif1', 'HEIC'],
    ['\0\0\0\x18ftypavif', 'AVIF'],
    ['\0\0\0\x18ftypisom', 'video'],
    ['%PDF-1.7', 'PDF'],
    ['PK\x03\x04', 'ZIP'],
    ['<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">', 'SVG'],
    ['\xef\xbb\xbf <svg>', 'SVG'],
    ['<!DOCTYPE html>', 'web page'],
    ['8BPS', 'Photoshop'],
    ['{"modelTopology"', 'JSON'],
    ['P7\nWIDTH 2\n', 'PAM'],
  ])('names %j as what it is', (start, name) => {
    const sniffed = sniffFormat(bytes(start));
    expect(sniffed).toMatchObject({ kind: 'unsupported', name: expect.stringContaining(name) });
  });

  it('names DICOM by its mark at byte 128', () => {
    expect(sniffFormat(bytes('DICM', 128))).toMatchObject({
      name: expect.stringContaining('DICOM'),
    });
  });

  it.each(['', 'I', 'hello world', 'BMP is not here', 'RIFF\0\0\0\0WAVE', 'P5x'])(
    'knows nothing about %j',
    (start) => {
      expect(sniffFormat(bytes(start))).toEqual({ kind: 'unknown' });
    },
  );
});
