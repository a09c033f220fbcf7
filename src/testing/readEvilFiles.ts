import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readImagePage } from '#formats/readImage.ts';
import { toAppError } from '#lib/errors.ts';

// Run by a test in a process of its own, so that neither its time nor its memory are another's:
// reads the files it is given one after the other and prints a line of JSON for each.
for (const path of process.argv.slice(2)) {
  const file = new Blob([readFileSync(path)]);
  const before = process.cpuUsage();
  const outcome = await readImagePage(file, 0).then(
    ({ width, height, pageCount }) => `${width} × ${height} px, ${pageCount} pages`,
    (error: unknown) => toAppError(error).code,
  );
  const { user, system } = process.cpuUsage(before);
  const peakMib = process.resourceUsage().maxRSS / 1024;
  const reading = { name: basename(path), outcome, cpuMs: (user + system) / 1000, peakMib };
  process.stdout.write(`${JSON.stringify(reading)}\n`);
}
