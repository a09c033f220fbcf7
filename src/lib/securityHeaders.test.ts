import { describe, expect, it } from 'vitest';
import { MARKUP_POLICY, POLICY_HEADER, SECURITY_HEADERS } from './securityHeaders.ts';

const policy = SECURITY_HEADERS[POLICY_HEADER] ?? '';

describe('the security policy', () => {
  it('names no other origin, no inline code and no eval but that of WASM', () => {
    const sources = policy.split('; ').flatMap((line) => line.split(' ').slice(1));
    expect([...new Set(sources)].toSorted()).toEqual(["'none'", "'self'", "'wasm-unsafe-eval'"]);
  });

  it('starts from nothing', () => {
    expect(policy).toMatch(/^default-src 'none'; /);
  });

  it('is the same in markup, but for what markup cannot say', () => {
    expect(policy.replace("; frame-ancestors 'none'", '')).toBe(MARKUP_POLICY);
    expect(policy).not.toBe(MARKUP_POLICY);
  });
});
