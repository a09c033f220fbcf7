import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '#headless/browser/launchBrowser.ts';
import { toAppError } from '#lib/errors.ts';

const FOLDER = 'public';
/** The edge of the icon's own square, beyond which systems may cut a maskable icon off. */
const MASKABLE_EDGE_FRACTION = 0.7;

interface Icon {
  readonly name: string;
  readonly edgePx: number;
  /** A maskable icon fills its square to the corners; others keep theirs round. */
  readonly isMaskable: boolean;
}

const ICONS: readonly Icon[] = [
  { name: 'icon-192.png', edgePx: 192, isMaskable: false },
  { name: 'icon-512.png', edgePx: 512, isMaskable: false },
  { name: 'icon-maskable-512.png', edgePx: 512, isMaskable: true },
];

/** A page that shows the icon and nothing else. */
function markup(svg: string, { edgePx, isMaskable }: Icon): string {
  const ground = /<rect[^>]*fill="(#[0-9a-f]+)"/.exec(svg)?.[1] ?? 'none';
  const innerPx = isMaskable ? edgePx * MASKABLE_EDGE_FRACTION : edgePx;
  return `<style>
    body { margin: 0; background: ${isMaskable ? ground : 'transparent'}; display: grid;
      place-items: center; height: 100vh; }
    svg { width: ${innerPx}px; height: ${innerPx}px; display: block; }
  </style>${svg}`;
}

async function main(): Promise<void> {
  const svg = readFileSync(join(FOLDER, 'icon.svg'), 'utf8');
  const browser = await launchBrowser();
  for (const icon of ICONS) {
    const page = await browser.newPage({
      viewport: { width: icon.edgePx, height: icon.edgePx },
    });
    await page.setContent(markup(svg, icon));
    await page.screenshot({ path: join(FOLDER, icon.name), omitBackground: !icon.isMaskable });
    await page.close();
  }
  await browser.close();
  console.log(ICONS.map(({ name }) => join(FOLDER, name)).join('\n'));
}

main().catch((error: unknown) => {
  console.error(toAppError(error).message);
  process.exitCode = 1;
});
