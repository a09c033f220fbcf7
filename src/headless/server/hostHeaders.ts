import { SECURITY_HEADERS } from '#lib/securityHeaders.ts';

/** `_headers` for hosts that read one (Netlify, Cloudflare Pages): what `npm start` sends itself. */
export function hostHeaders(): string {
  const security = Object.entries(SECURITY_HEADERS).map(([name, value]) => `  ${name}: ${value}\n`);
  return [
    `/*\n${security.join('')}`,
    '/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n',
    '/sw.js\n  Cache-Control: no-cache\n',
  ].join('');
}
