import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';

type Look = {
  readonly faintTexts: () => string[];
  readonly hiddenFocus: () => string | null;
  readonly sideways: () => number;
};

/** Asks look.js, which is put into the page first: its security policy allows its own scripts only. */
async function ask<T extends keyof Look>(page: Page, question: T): Promise<ReturnType<Look[T]>> {
  const script = await readFile(join(import.meta.dirname, 'look.js'), 'utf8');
  return page.evaluate(`{ ${script} } window.look.${question}()`);
}

/** Every text that lies on a plain ground can be read: 4.5:1 at least. */
export const expectReadable = (page: Page): Promise<void> => expect.poll(() => ask(page, 'faintTexts')).toEqual([]);

/** Goes on with Tab until an element has the focus; on the way every stop must show that it has it. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < 80; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    expect(await ask(page, 'hiddenFocus')).toBeNull();
  }
  throw new Error(`80 stops, and none of them was ${target}`);
}

type Room = {
  /** In view without scrolling. */
  readonly always: readonly Locator[];
  /** Whole in view after scrolling up or down. */
  readonly scrolled: readonly Locator[];
};

/** Nothing sticks out sideways, and everything can be reached. */
export async function expectRoom(page: Page, { always, scrolled }: Room): Promise<void> {
  expect(await ask(page, 'sideways')).toBeLessThanOrEqual(0);
  for (const each of always) await expect(each).toBeInViewport({ ratio: 1 });
  for (const each of scrolled) {
    await each.scrollIntoViewIfNeeded();
    await expect(each).toBeInViewport({ ratio: 0.99 });
  }
}
