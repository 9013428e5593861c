import type { Page } from '@playwright/test';

/** Lets the page say hello and then keeps every answer of the studio from it: what waits, waits. */
export async function holdAnswers(page: Page): Promise<void> {
  await page.routeWebSocket(/.*/, (socket) => {
    const studio = socket.connectToServer();
    let passed = 0;
    studio.onMessage((message) => {
      passed += 1;
      if (passed <= 1) socket.send(message);
    });
  });
}
