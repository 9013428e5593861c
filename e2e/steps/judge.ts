import type { Page } from '@playwright/test';
import { expect, type Studio } from '../test.ts';
import { expectNoNames, lettersOf, type Makers } from './eight-makers.ts';
import { selectScene } from './film.ts';
import { openPicker } from './generators.ts';
import { closePanel } from './panels.ts';
import { tile, wall } from './wall.ts';

/** Whom the judge likes, best first. */
const liking = ['Gen-4.5', 'Hunyuan Video 1.5', 'LTX 2 Fast', 'Hailuo 02 Standard', 'Seedance 1.5 Pro', 'Wan 2.1'];
const [favourite = ''] = liking;
const dislike = (maker: string): number => (liking.includes(maker) ? liking.indexOf(maker) : liking.length);

/** Picks the favourite of a blind wall by its number, and sees who was who. */
export async function pickBlind({ page }: Studio, made: Makers): Promise<void> {
  await expect(expectNoNames(page), 'the open wall has names').rejects.toThrow();
  await page.keyboard.press('b');
  await expect(wall(page).getByRole('article', { name: /^Take [A-H]$/ })).toHaveCount(8);
  await expectNoNames(page);
  await expect(wall(page)).not.toContainText(/\$\d/);
  const shown = await lettersOf(wall(page).getByRole('article'), made);
  const place = shown.findIndex(({ maker }) => maker === favourite);
  await page.keyboard.press(`${place + 1}`);
  const revealed = page.getByRole('region', { name: 'Revealed' });
  const winner = shown[place]?.letter;
  await expect(revealed).toContainText(`${winner} was ${favourite} · Runway · $0.60`);
  const lines = await revealed.getByRole('list', { name: 'Who was who' }).getByRole('listitem').allInnerTexts();
  const others = shown.filter(({ letter }) => letter !== winner);
  expect(lines.map((line) => line.replace(/ \$.*/, ''))).toEqual(
    others.map(({ letter, maker }) => `${letter} ${maker}`),
  );
  await expect(tile(page, `${winner}`)).toHaveAccessibleName(new RegExp(`^${winner}, ${favourite}, Runway`));
  await revealed.getByRole('button', { name: 'Close' }).click();
}

/** Of eight takes. */
const duels = 18;

/** Judges pairs by keys until their order is known, and sees that it is the one that was judged. */
export async function judgeDuels({ page }: Studio, made: Makers): Promise<void> {
  await page.keyboard.press('d');
  const duel = page.getByRole('region', { name: 'Duel' });
  const number = (count: number) => expect(duel).toContainText(`Duel ${count} of about ${duels}`);
  await number(1);
  await page.keyboard.press('0');
  await number(2);
  await page.keyboard.press('z');
  const tally = new Map<string, { maker: string; won: number; met: number }>();
  for (let count = 1; count <= duels; count += 1) {
    await number(count);
    await expectNoNames(page);
    const pair = await lettersOf(duel.getByRole('figure'), made);
    const [best] = pair.toSorted((a, b) => dislike(a.maker) - dislike(b.maker));
    for (const { letter, maker } of pair) {
      const { won, met } = tally.get(letter) ?? { won: 0, met: 0 };
      tally.set(letter, { maker, won: won + Number(letter === best?.letter), met: met + 1 });
    }
    await page.keyboard.press(pair[0] === best ? '1' : '2');
  }
  const order = page.getByRole('region', { name: 'Order of the takes' });
  await expect(order.getByRole('listitem')).toHaveCount(8);
  for (const [letter, { maker, won, met }] of tally) {
    const line = order.getByRole('listitem').filter({ hasText: `Take ${letter}${maker} take ` });
    await expect(line).toContainText(`won ${won} of ${met}`);
  }
  const [winner] = (await order.getByRole('heading').innerText()).split(' was ');
  expect(tally.get(`${winner}`)?.won).toBe(tally.get(`${winner}`)?.met);
  await order.getByRole('button', { name: /^Circle the winner · / }).click();
  await expect(order.getByText('Circled')).toBeVisible();
  await page.keyboard.press('Escape');
}

/** One blind pick, and the circle that was drawn by key, besides the duels. */
const verdicts = duels + 2;

/** Finds all of them listed, forgets one, and takes that back. */
export async function readVerdicts(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('verdicts and what');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Verdicts' });
  const list = panel.getByRole('region', { name: 'Verdicts' }).getByRole('listitem');
  await expect(list).toHaveCount(verdicts);
  await expect(list.filter({ hasText: 'picked blind' })).toContainText(`${favourite} over `);
  await expect(list.filter({ hasText: 'circled on an open wall' })).toContainText('Seedance 1.5 Pro over ');
  await panel.getByRole('radio', { name: `testimonial ${verdicts}` }).click();
  await expect(panel).toContainText(new RegExp(`For testimonials, .*${favourite}`));
  await expect(panel.getByRole('row').nth(1)).toContainText(new RegExp(`${favourite}.*\\d in 10.*\\+\\d+$`));
  await list
    .first()
    .getByRole('button', { name: /^Change or forget: / })
    .click();
  await page.getByRole('menuitem', { name: 'Forget' }).click();
  await expect(list).toHaveCount(verdicts - 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(list).toHaveCount(verdicts);
  await closePanel(page);
}

/** The one that won gets points for it, and the reason says so. */
export async function seeRanking(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Board' }).click();
  await selectScene(page, 1);
  const picker = await openPicker(page);
  await picker.getByRole('searchbox', { name: 'Search generators' }).fill('Gen-4.5');
  const points = picker.getByRole('button', { name: 'All points of Gen-4.5', exact: true });
  await points.click();
  const reason = picker
    .getByRole('listitem')
    .filter({ hasText: /^your verdicts: beats the others \d in 10 at testimonial \(\d\)/ });
  await expect(reason).toHaveText(/\+\d+$/);
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Wall' }).click();
}
