import { Worker } from 'node:worker_threads';
import type { FuzzOutcome } from '#headless/fuzz/fuzzOutcome.ts';
import { type MutationKind, mutateFile } from '#headless/fuzz/mutateFile.ts';
import { randomSource } from '#headless/fuzz/randomSource.ts';
import { AppError } from '#lib/errors.ts';

/** A sound file that is damaged again and again. */
export interface SeedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is asked of a run. */
export interface FuzzPlan {
  readonly seedFiles: readonly SeedFile[];
  readonly seed: number;
  readonly mutationCount: number;
  /** Longer without an answer is a hang. */
  readonly limitMs: number;
  readonly workerCount: number;
  readonly onDone?: (done: number) => void;
}

/** One damaged file that was not handled as it should be; made again by seed and index. */
export interface FuzzFailure {
  readonly index: number;
  readonly fileName: string;
  readonly mutation: MutationKind;
  readonly outcome: FuzzOutcome;
}

/** What came of a run. */
export interface FuzzReport {
  /** Files by what became of them: `read`, the codes of refusals, `hang`, `crash`, `fault`. */
  readonly counts: ReadonlyMap<string, number>;
  readonly failures: readonly FuzzFailure[];
  readonly slowestMs: number;
}

/** Memory of JavaScript objects of a worker; pixels do not count. */
const WORKER_HEAP_MIB = 512;

/** Reads damaged copies of files in threads of their own; one that hangs or dies is replaced. */
export async function runFuzz(plan: FuzzPlan): Promise<FuzzReport> {
  const counts = new Map<string, number>();
  const failures: FuzzFailure[] = [];
  let next = 0;
  let done = 0;
  let slowestMs = 0;
  const work = async () => {
    const reader = new FuzzReader(plan.limitMs);
    for (let index = next++; index < plan.mutationCount; index = next++) {
      const { fileName, mutation, bytes } = damagedFile(plan, index);
      const startMs = performance.now();
      const outcome = await reader.read(bytes);
      slowestMs = Math.max(slowestMs, performance.now() - startMs);
      const key = outcome.kind === 'refused' ? outcome.code : outcome.kind;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if ('what' in outcome) failures.push({ index, fileName, mutation, outcome });
      plan.onDone?.(++done);
    }
    await reader.stop();
  };
  await Promise.all(Array.from({ length: plan.workerCount }, work));
  return { counts, failures, slowestMs };
}

/** Mutation `index` of a plan: the same bytes whatever else runs. */
export function damagedFile({ seedFiles, seed }: FuzzPlan, index: number) {
  const random = randomSource(seed, index);
  const pick = () => seedFiles[random(seedFiles.length)] as SeedFile;
  const original = pick();
  const { kind, bytes } = mutateFile(original.bytes, pick().bytes, random);
  return { fileName: original.name, mutation: kind, bytes };
}

/** A thread that reads one file at a time, and its watchdog. */
class FuzzReader {
  private worker: Worker | null = null;
  private readonly limitMs: number;

  constructor(limitMs: number) {
    this.limitMs = limitMs;
  }

  async read(bytes: Uint8Array): Promise<FuzzOutcome> {
    const worker = this.worker ?? (await startWorker());
    this.worker = worker;
    const outcome = await answer(worker, bytes, this.limitMs);
    if (outcome.kind === 'hang' || outcome.kind === 'crash') await this.stop();
    return outcome;
  }

  async stop(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }
}

/** Threads do not inherit the loader of these commands. */
const BOOT = `
  const { workerData } = require('node:worker_threads');
  import('tsx/esm/api').then(({ register }) => {
    register();
    return import(workerData);
  });`;

/** Starting takes time of its own, which is none of the file's. */
async function startWorker(): Promise<Worker> {
  const worker = new Worker(BOOT, {
    eval: true,
    execArgv: [],
    workerData: new URL('./fuzzWorker.ts', import.meta.url).href,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MIB },
  });
  worker.on('error', () => undefined); // also what it says while it is stopped
  const ready = await answer(worker, new Uint8Array(0), Number.POSITIVE_INFINITY);
  if (ready.kind !== 'refused') {
    throw new AppError('internal', `The reader does not start: ${JSON.stringify(ready)}`);
  }
  return worker;
}

function answer(worker: Worker, bytes: Uint8Array, limitMs: number): Promise<FuzzOutcome> {
  return new Promise((resolve) => {
    const finish = (outcome: FuzzOutcome) => {
      clearTimeout(timer);
      worker.off('message', finish).off('error', fail).off('exit', end);
      resolve(outcome);
    };
    const fail = (error: unknown) => finish({ kind: 'crash', what: String(error) });
    const end = (code: number) => finish({ kind: 'crash', what: `the thread ended with ${code}` });
    const hang = () => finish({ kind: 'hang', what: `no answer in ${limitMs} ms` });
    const timer = Number.isFinite(limitMs) ? setTimeout(hang, limitMs) : undefined;
    worker.on('message', finish).on('error', fail).on('exit', end);
    worker.postMessage(bytes);
  });
}
