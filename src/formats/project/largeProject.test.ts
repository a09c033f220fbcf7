import { unzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { openProjectZip } from '#formats/project/openProjectZip.ts';
import { comparable, readAllParts } from '#testing/comparableProject.ts';
import { sampleProject, zipOf } from '#testing/projectSamples.ts';

it('opens a project whose annotations unpack to more than the 4 GB that a ZIP file has', async () => {
  const zip = await zipOf(sampleProject());
  const noise = crypto.getRandomValues(new Uint8Array(2 ** 16));
  const large = Array.from({ length: 80 }, (_, i) => [`other/${i}`, noise] as const);
  const bytes = zipSync({ ...unzipSync(zip), ...Object.fromEntries(large) }, { level: 1 });
  const view = new DataView(bytes.buffer);
  // The directory follows the last entry, and ends the file.
  let at = view.getUint32(bytes.length - 6, true);
  let claimedBytes = 0;
  while (view.getUint32(at, true) === 0x02014b50) {
    const packedBytes = view.getUint32(at + 20, true);
    if (packedBytes > 60_000) view.setUint32(at + 24, packedBytes * 1000, true);
    claimedBytes += view.getUint32(at + 24, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true);
  }
  expect(claimedBytes).toBeGreaterThan(2 ** 32);
  const again = await readAllParts(await openProjectZip(new Blob([Uint8Array.from(bytes)])));
  expect(await comparable(again)).toEqual(await comparable(sampleProject()));
});
