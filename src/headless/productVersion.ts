import { readFileSync } from 'node:fs';

/** The version in package.json, e.g. `0.1.0`. */
export function productVersion(): string {
  const contents: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
  const version = (contents as { version?: unknown }).version;
  return typeof version === 'string' ? version : 'unknown';
}
