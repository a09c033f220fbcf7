import { expect, it } from 'vitest';
import { SECURITY_HEADERS } from '#lib/securityHeaders.ts';
import { hostHeaders } from './hostHeaders.ts';

it('hosts are told the same headers for every path that our own server sends', () => {
  const [, block = ''] = /^\/\*\n((?: {2}.*\n)+)/.exec(hostHeaders()) ?? [];
  const told = block
    .trim()
    .split('\n')
    .map((line) =>
      line
        .trim()
        .split(/: (.*)/)
        .slice(0, 2),
    );
  expect(Object.fromEntries(told)).toEqual(SECURITY_HEADERS);
});
