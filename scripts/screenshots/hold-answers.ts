import type { Page } from '@playwright/test';

/** Lets the studio say hello to the page and keeps every other answer from it: what waits, waits. */
export async function holdAnswers(page: Page): Promise<void> {
  await page.routeWebSocket(/.*/, (socket) => {
    socket.connectToServer().onMessage((message) => {
      // Of all answers only that one says where media are.
      if (message.toString().includes('mediaBase')) socket.send(message);
    });
  });
}
