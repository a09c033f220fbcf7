import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type BenchNetwork, paperNetwork, shippedNetwork } from '#headless/bench/benchNetworks.ts';
import { benchRows, benchTable, type Measurement } from '#headless/bench/benchRows.ts';
import { measureCase } from '#headless/bench/measureCase.ts';
import { type OpenBenchPage, openBenchPage } from '#headless/bench/openBenchPage.ts';
import { planCases } from '#headless/bench/planCases.ts';
import {
  BENCH_USAGE,
  type BenchArguments,
  parseBenchArguments,
} from '#headless/cli/benchArguments.ts';
import { DEFAULT_MODEL } from '#headless/cli/options.ts';
import { runCommand } from '#headless/cli/runCommand.ts';
import { productVersion } from '#headless/productVersion.ts';

/** Engines that agree differ by rounding alone. */
const MAX_DIFFERENCE = 1e-4;

async function bench(wish: BenchArguments): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'cellpane-bench-'));
  try {
    const networks = [
      shippedNetwork(DEFAULT_MODEL),
      ...(wish.isQuick ? [] : [paperNetwork(folder)]),
    ];
    const opened = await openBenchPage(folder, networks);
    try {
      return await measureAll(opened, wish, networks);
    } finally {
      await opened.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureAll(
  opened: OpenBenchPage,
  wish: BenchArguments,
  networks: readonly BenchNetwork[],
): Promise<boolean> {
  const gpu = await webgpuAdapter(opened.page);
  const cases = planCases(wish, networks, gpu.isSoftware);
  const measurements: Measurement[] = [];
  let areEqual = true;
  for (const one of cases) {
    const { measurements: measured, largestDifference } = await measureCase(opened, one);
    measurements.push(...measured);
    const isEqual = largestDifference <= MAX_DIFFERENCE;
    areEqual &&= isEqual;
    console.error(
      `${isEqual ? 'Outputs agree' : 'OUTPUTS DISAGREE'}: largest difference ${largestDifference.toExponential(1)}`,
    );
  }
  const rows = benchRows(measurements);
  console.log(benchTable(rows));
  const result = {
    version: productVersion(),
    adapter: gpu.name,
    cores: availableParallelism(),
    rows,
  };
  writeFileSync(wish.outFile, `${JSON.stringify(result, null, 2)}\n`);
  console.error(`Written to ${wish.outFile}`);
  return areEqual;
}

/** The adapter that a page gets, and whether it only imitates a GPU. */
function webgpuAdapter(
  page: Page,
): Promise<{ readonly name: string; readonly isSoftware: boolean }> {
  return page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter();
    if (!adapter) return { name: 'none', isSoftware: true };
    const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
    const name = [description, device, vendor, architecture].filter(Boolean).join(' ');
    return {
      name,
      isSoftware: isFallbackAdapter || /swiftshader|llvmpipe|software/i.test(name),
    };
  });
}

await runCommand({ usage: BENCH_USAGE, parse: parseBenchArguments, run: bench });
