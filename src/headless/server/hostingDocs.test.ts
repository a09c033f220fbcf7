import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SECURITY_HEADERS } from '#lib/securityHeaders.ts';

it('the guide for hosts names our headers, with the values that we send', () => {
  const guide = readFileSync('docs/hosting.md', 'utf8');
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    const lines = guide
      .split('\n')
      .filter((line) => new RegExp(`^ *(add_header|Header always set) ${name} `).test(line));
    expect(lines, name).toHaveLength(2);
    for (const line of lines) expect(line).toContain(value);
  }
});
