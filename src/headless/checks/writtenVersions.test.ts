import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PRODUCT_VERSION, TFJS_VERSION } from '#lib/productVersion.ts';

it('is what package.json says', () => {
  const contents = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(PRODUCT_VERSION).toBe(contents.version);
  expect(TFJS_VERSION).toBe(contents.dependencies['@tensorflow/tfjs']);
});
