import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../../shared');

/** True when the folder of reference data lies beside the checkout; tests that need it skip else. */
export const hasShared = existsSync(root);

/** Absolute path of a reference file, e.g. `sharedPath('reference/sizes.json')`. */
export function sharedPath(relativePath: string): string {
  return resolve(root, relativePath);
}
