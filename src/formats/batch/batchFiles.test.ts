import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { packFiles } from '#formats/batch/packFiles.ts';
import { writeSummaryCsv } from '#formats/batch/summaryCsv.ts';

it('a packed folder unpacks to the same files, in a reader that is not ours', async () => {
  const large = Uint8Array.from({ length: 9_000_000 }, (_, i) => (i * 7) & 255);
  const zip = await packFiles(
    [
      { path: 'deep/ä b.csv', file: new Blob(['x,y\n'.repeat(1000)]) },
      { path: 'large.tif', file: new Blob([large]) },
      { path: 'empty.csv', file: new Blob([]) },
    ],
    new Date(2026, 1, 3),
  );
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
  expect(Object.keys(files)).toEqual(['deep/ä b.csv', 'large.tif', 'empty.csv']);
  expect(new TextDecoder().decode(files['deep/ä b.csv'])).toBe('x,y\n'.repeat(1000));
  expect(Buffer.compare(files['large.tif'] ?? Buffer.alloc(0), large)).toBe(0);
  expect(files['empty.csv']).toHaveLength(0);
});

it('a summary keeps every cell in its column, whatever a file or a reason is called', () => {
  const bytes = writeSummaryCsv([
    {
      image: '=cmd,"x"\n.tif',
      plane: null,
      objects: null,
      areaMeanPx: null,
      areaMeanUm2: null,
      coveredFraction: null,
      seconds: null,
      error: 'It ends early, and\nmore.',
    },
  ]);
  const lines = new TextDecoder().decode(bytes).split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toBe(`"'=cmd,""x"" .tif",,,,,,,"It ends early, and more."`);
});
