import { expect, it } from 'vitest';
import { openProjectZip } from '#formats/project/openProjectZip.ts';
import { comparable, readAllParts } from '#testing/comparableProject.ts';
import { sampleProject, zipOf } from '#testing/projectSamples.ts';
import { repackedProject } from '#testing/repackedProject.ts';

it('a project comes back whole from its ZIP file in the browser, also when it was packed anew', async () => {
  const wanted = await comparable(sampleProject());
  const zip = await zipOf(sampleProject());
  const again = await readAllParts(await openProjectZip(new Blob([zip])));
  expect(await comparable(again)).toEqual(wanted);
  const repacked = await readAllParts(await openProjectZip(new Blob([repackedProject(zip, {})])));
  expect(await comparable(repacked)).toEqual(wanted);
});
