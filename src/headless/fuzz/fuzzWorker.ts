import { parentPort } from 'node:worker_threads';
import type { FuzzOutcome } from '#headless/fuzz/fuzzOutcome.ts';
import { judgeFile } from '#headless/fuzz/judgeFile.ts';

// The worker of `npm run fuzz`: reads what it is sent and says what came of it.
parentPort?.on('message', async (bytes: Uint8Array<ArrayBuffer>) => {
  const outcome: FuzzOutcome = await judgeFile(new Blob([bytes]));
  parentPort?.postMessage(outcome);
});
