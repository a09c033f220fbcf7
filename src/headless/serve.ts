import { buildIfNeeded } from '#headless/server/buildIfNeeded.ts';
import { serveFolder } from '#headless/server/serveFolder.ts';
import { startServer } from '#headless/server/startServer.ts';
import { toAppError } from '#lib/errors.ts';
import { SECURITY_HEADERS } from '#lib/securityHeaders.ts';

const DEFAULT_PORT = 4173;

async function main(): Promise<void> {
  const port = Number(process.env['PORT'] ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error(`PORT is "${process.env['PORT']}"; it must be a whole number from 0 to 65535.`);
    process.exit(2);
  }
  buildIfNeeded();
  const host = process.env['HOST'];
  const server = await startServer([serveFolder('dist')], {
    port,
    ...(host ? { host } : {}),
    headers: SECURITY_HEADERS,
  });
  console.log(`Cellpane is at ${server.url} (Ctrl-C stops it)`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  console.error(toAppError(error).message);
  process.exitCode = 1;
});
