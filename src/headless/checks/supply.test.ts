import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isAllowed, type LockedPackage, supplyFaults } from './supply.ts';

describe('what is installed', () => {
  it('has allowed licences, checksums, and no install script that is needed', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      readonly packages: Record<string, LockedPackage>;
    };
    expect(Object.keys(lock.packages).length).toBeGreaterThan(50);
    expect(supplyFaults(lock.packages)).toEqual([]);
  });

  it('is named where it breaks one of these rules', () => {
    const integrity = 'sha512-abc';
    const faults = supplyFaults({
      '': {},
      'node_modules/copyleft': { license: 'GPL-3.0-only', integrity },
      'node_modules/tool': { license: 'GPL-3.0-only', dev: true },
      'node_modules/@scope/downloader': { license: 'MIT', hasInstallScript: true, integrity },
      'node_modules/a/node_modules/unchecked': { license: 'MIT' },
    });
    expect(faults).toEqual([
      'copyleft: its licence is GPL-3.0-only',
      '@scope/downloader runs a script',
      'unchecked has no checksum',
    ]);
  });

  it.each([
    ['(MIT AND Zlib)', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND GPL-3.0-only', false],
    ['none', false],
  ])('reads %s', (expression, isFine) => {
    expect(isAllowed(expression)).toBe(isFine);
  });
});
