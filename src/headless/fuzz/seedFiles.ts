import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { SAMPLES } from '#domain/simulation/sampleList.ts';
import { simulateNuclei } from '#domain/simulation/simulateNuclei.ts';
import { writeMaskPng } from '#formats/png/writeMaskPng.ts';
import { writeLabelTiff } from '#formats/tiff/writeLabelTiff.ts';
import type { SeedFile } from '#headless/fuzz/fuzzRun.ts';

/** Sound files among the reference data; larger ones would only slow the run down. */
const FOUND_FOLDERS = ['formats/files', 'formats-made/tiffs'];
const NOT_SOUND = /(^|\/)(corrupt|unsupported)\//;
const MAX_BYTES = 512 * 2 ** 10;
const MADE_EDGE_PX = 120;

/** Files found beside the checkout, where there are any, and some made here. */
export async function listSeedFiles(sharedFolder: string): Promise<readonly SeedFile[]> {
  return [...foundFiles(sharedFolder), ...(await madeFiles())];
}

function foundFiles(sharedFolder: string): SeedFile[] {
  return FOUND_FOLDERS.map((folder) => join(sharedFolder, folder))
    .filter(existsSync)
    .flatMap((folder) =>
      readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    )
    .filter((path) => !NOT_SOUND.test(path))
    .toSorted()
    .map((path) => ({
      name: relative(sharedFolder, path),
      bytes: new Uint8Array(readFileSync(path)),
    }))
    .filter(({ bytes }) => bytes.length > 0 && bytes.length <= MAX_BYTES);
}

/** Simulated cells as TIFF, PNG, PGM and text PGM. */
async function madeFiles(): Promise<SeedFile[]> {
  const seed = SAMPLES.length;
  const { image } = simulateNuclei({ width: MADE_EDGE_PX, height: MADE_EDGE_PX, seed });
  const plane = image.channels[0] ?? new Uint16Array(MADE_EDGE_PX ** 2);
  const labels = { width: MADE_EDGE_PX, height: MADE_EDGE_PX, data: Uint32Array.from(plane) };
  const head = (kind: string) => `${kind}\n# made\n${MADE_EDGE_PX} ${MADE_EDGE_PX}\n65535\n`;
  const swapped = new DataView(new ArrayBuffer(2 * plane.length));
  plane.forEach((value, i) => {
    swapped.setUint16(2 * i, value);
  });
  return [
    { name: 'made/nuclei.tif', bytes: await bytesOf(writeLabelTiff(labels, { pixelSizeUm: 0.5 })) },
    { name: 'made/mask.png', bytes: await bytesOf(writeMaskPng(labels)) },
    { name: 'made/nuclei.pgm', bytes: await bytesOf([head('P5'), swapped.buffer]) },
    { name: 'made/text.pgm', bytes: await bytesOf([head('P2'), [...plane].join(' ')]) },
  ];
}

async function bytesOf(parts: BlobPart | readonly BlobPart[]): Promise<Uint8Array> {
  return new Uint8Array(await new Blob([parts].flat()).arrayBuffer());
}
