import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Takes the same view in both themes, which follow the system here: `<dir>/<name>-dark.png` and `-light.png`. */
export async function shoot(page: Page, dir: string, name: string): Promise<void> {
  // No hover, no tooltip, no focus ring: what is seen is the screen itself.
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(dir, `${name}-${colorScheme}.png`) });
  }
  console.log(join(dir, `${name}-{dark,light}.png`));
}
