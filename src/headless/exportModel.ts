import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MODEL_ENDINGS } from '#domain/model/modelFormat.ts';
import {
  EXPORT_MODEL_USAGE,
  type ExportModelArguments,
  parseExportModelArguments,
} from '#headless/cli/exportModelArguments.ts';
import { runCommand } from '#headless/cli/runCommand.ts';
import { openPage } from '#headless/page/openPage.ts';

/** Writes `<out>/<id>` with the ending of its form and prints the path. */
async function exportModel({ model, format, outFolder }: ExportModelArguments): Promise<boolean> {
  mkdirSync(outFolder, { recursive: true });
  const page = await openPage({
    model,
    backend: 'wasm',
    tileEdgePx: null,
    onProgress: () => undefined,
  });
  try {
    const path = join(outFolder, `${page.modelId}${MODEL_ENDINGS[format]}`);
    const fileUrl = page.exchange.accept(path);
    await page.call('exportModel', { modelId: page.modelId, format, fileUrl });
    console.log(path);
    return true;
  } finally {
    await page.close();
  }
}

await runCommand({
  usage: EXPORT_MODEL_USAGE,
  parse: parseExportModelArguments,
  run: exportModel,
});
