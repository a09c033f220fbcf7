import { mkdirSync } from 'node:fs';
import { runCommand } from '#headless/cli/runCommand.ts';
import { parseScreenshotArguments, SCREENSHOT_USAGE } from '#headless/cli/screenshotArguments.ts';
import { withSite } from '#headless/page/drivePage.ts';
import { SCENES } from '#headless/screenshots/scenes.ts';
import { PICTURE_FOLDER, photograph } from '#headless/screenshots/studio.ts';

async function run(names: readonly string[]): Promise<boolean> {
  mkdirSync(PICTURE_FOLDER, { recursive: true });
  await withSite(async (browser, siteUrl) => {
    for (const scene of SCENES.filter(({ name }) => names.includes(name))) {
      console.log(await photograph(browser, siteUrl, scene));
    }
  });
  return true;
}

await runCommand({ usage: SCREENSHOT_USAGE, parse: parseScreenshotArguments, run });
