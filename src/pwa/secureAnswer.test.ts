import { describe, expect, it } from 'vitest';
import { POLICY_HEADER, SECURITY_HEADERS } from '#lib/securityHeaders.ts';
import { secureAnswer } from '#pwa/secureAnswer.ts';

describe('secureAnswer', () => {
  it('adds every security header to an answer that has none, and changes nothing else', async () => {
    const answer = secureAnswer(new Response('body', { headers: { 'Content-Type': 'text/css' } }));
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      expect(answer.headers.get(name)).toBe(value);
    }
    expect(answer.headers.get('Content-Type')).toBe('text/css');
    expect(await answer.text()).toBe('body');
  });

  it('keeps ours beside a policy of the host, so that both hold', () => {
    const headers = { [POLICY_HEADER]: 'upgrade-insecure-requests' };
    const policy = secureAnswer(new Response('', { headers })).headers.get(POLICY_HEADER);
    expect(policy).toBe(`upgrade-insecure-requests, ${SECURITY_HEADERS[POLICY_HEADER]}`);
  });

  it('does not say the same twice where the host sends our headers', () => {
    const answer = secureAnswer(new Response('', { headers: SECURITY_HEADERS }));
    expect(answer.headers.get(POLICY_HEADER)).toBe(SECURITY_HEADERS[POLICY_HEADER]);
  });

  it('hands on what is no success as it is', () => {
    const missing = new Response('no such file', { status: 404 });
    expect(secureAnswer(missing)).toBe(missing);
  });

  it('answers without a body stay so', () => {
    expect(secureAnswer(new Response(null, { status: 204 })).status).toBe(204);
  });
});
