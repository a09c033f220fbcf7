import { POLICY_HEADER, SECURITY_HEADERS } from '#lib/securityHeaders.ts';

/**
 * `answer` with the page's security headers. A policy of the host stays beside ours: the browser
 * applies both, so the result is never weaker than ours alone.
 */
export function secureAnswer(answer: Response): Response {
  // Errors and redirects carry nothing to protect and cannot be copied.
  if (!answer.ok || answer.type === 'opaqueredirect' || answer.type === 'opaque') return answer;
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    const sent = headers.get(name);
    if (sent === null) headers.set(name, value);
    else if (name === POLICY_HEADER && sent !== value) headers.append(name, value);
  }
  const body = answer.status === 204 || answer.status === 205 ? null : answer.body;
  return new Response(body, { status: answer.status, statusText: answer.statusText, headers });
}
