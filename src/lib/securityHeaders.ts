const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** What a policy in markup cannot hold. */
const HEADER_ONLY = /^frame-ancestors /;

/** The policy for the markup of the page: it holds on the first visit to a host without headers. */
export const MARKUP_POLICY = DIRECTIVES.filter((line) => !HEADER_ONLY.test(line)).join('; ');

/** Name of the header that holds the policy. */
export const POLICY_HEADER = 'Content-Security-Policy';

/**
 * Headers of every answer: the app's own server sends them, `_headers` tells hosts of them, and the
 * service worker adds them where a host sends none. The policy must be a header: one in the page's
 * markup would not reach the workers. Without cross-origin isolation, which the app does not need.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  [POLICY_HEADER]: DIRECTIVES.join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};
