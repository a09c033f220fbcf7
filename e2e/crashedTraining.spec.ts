import { expect, test } from './journey.ts';
import {
  button,
  chooseTinyNetwork,
  discsWithLabels,
  openAnnotated,
  setNumber,
  stepsDone,
  waitForSteps,
} from './trainingSteps.ts';

test('a tab that crashes again and again while it trains goes on from its last checkpoint', async ({
  page,
  context,
}) => {
  // The page itself stays for the picture at the end.
  await page.goto('about:blank');
  let tab = await context.newPage();
  await tab.goto('/');
  await openAnnotated(tab, [discsWithLabels('one', 144, 144), discsWithLabels('two', 144, 144)]);
  await chooseTinyNetwork(tab);
  await setNumber(tab, 'Iterations', 1500);
  await button(tab, 'Train').click();
  const offeredSteps = [0];
  for (let crash = 1; crash <= 3; crash++) {
    await waitForSteps(tab, (offeredSteps.at(-1) ?? 0) + 60);
    const before = await stepsDone(tab);
    const session = await context.newCDPSession(tab);
    const crashed = tab.waitForEvent('crash');
    session.send('Page.crash').catch(() => null);
    await crashed;
    await tab.close();

    tab = await context.newPage();
    await tab.goto('/');
    const offer = tab.getByRole('region', { name: 'Interrupted training' });
    await expect(offer).toContainText(/at step [\d,]+ of 1,500/);
    const offered = /at step ([\d,]+)/.exec((await offer.textContent()) ?? '')?.[1] ?? '';
    const steps = Number(offered.replaceAll(',', ''));
    test.info().annotations.push({ type: 'crash', description: `at ${before}, back at ${steps}` });
    expect(steps).toBeGreaterThanOrEqual(offeredSteps.at(-1) ?? 0);
    offeredSteps.push(steps);
    await offer.getByRole('button', { name: 'Resume' }).click();
    await expect(tab.getByRole('list', { name: 'Images' }).getByRole('listitem')).toHaveCount(2);
    await waitForSteps(tab, steps + 1);
  }
  expect(offeredSteps.at(-1)).toBeGreaterThan(0);
  await expect(tab.getByRole('alert')).toHaveCount(0);
  await page.bringToFront();
});
