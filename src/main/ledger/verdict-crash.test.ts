import { expect, test } from 'vitest';
import { startChild } from '../films/testing/children.ts';
import { ledgerForEachTest } from './testing/ledger-folder.ts';
import { everyVerdict } from './testing/verdict-rows.ts';

const { file, ledger } = ledgerForEachTest();

/** Lets a studio write verdicts until it said `lines` lines, kills it, and tells what it said in all. */
async function killInTheMiddle(lines: number): Promise<string[]> {
  const child = startChild('../../ledger/testing/verdict-child.ts', file());
  const said: string[] = [];
  while (said.length < lines) said.push((await child.next()) ?? 'died early');
  await child.kill();
  for (let line = await child.next(); line !== null; line = await child.next()) said.push(line);
  expect(said).not.toContain('died early');
  return said;
}

test('no verdict is lost when a studio is killed, and a scene has one circled take all the time', async () => {
  const said = await killInTheMiddle(15);
  const { verdicts, notices } = ledger();
  const found = verdicts.list(everyVerdict);
  expect(notices).toEqual([]);
  const picks = new Set(found.map(({ id }) => `pick ${id}`));
  expect(said.filter((line) => line.startsWith('pick ') && !picks.has(line))).toEqual([]);
  const circled = found.filter(({ mode }) => mode === 'circle').map(({ id }) => `circle ${id}`);
  expect(circled).toHaveLength(1);
  // It is the last one said, or one that was written and not said any more.
  const replaced = said.filter((line) => line.startsWith('circle ')).slice(0, -1);
  expect(replaced).not.toContain(circled[0]);
});
