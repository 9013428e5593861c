import { expect, it } from 'vitest';
import { testCut, testHandOver } from '../test-hand-over.ts';
import { writeEdl } from './write-edl.ts';

it('writes cuts, dissolves, wipes and speeds in the columns of CMX 3600', () => {
  const lines = writeEdl(testHandOver(testCut('25'))).split('\r\n');
  expect(lines.slice(0, 2)).toEqual(["TITLE: Harbour 50% 'fruh' #1", 'FCM: NON-DROP FRAME']);
  expect(lines).toContain('001  S001T002 V     C        00:00:00:00 00:00:03:20 01:00:00:00 01:00:03:20');
  expect(lines).toContain('002  S002T002 V     D    013 00:00:01:13 00:00:03:03 01:00:03:20 01:00:05:10');
  expect(lines).toContain('003  S003T002 V     W001 010 00:00:00:00 00:00:04:10 01:00:05:10 01:00:07:15');
  expect(lines).toContain('M2   S003T002       050.0                00:00:00:00');
  expect(lines.filter((line) => line.includes('BL       V'))).toHaveLength(1);
  expect(lines.every((line) => /^[ -~]*$/.test(line))).toBe(true);
});

it.each(['24000/1001', '25', '30000/1001', '60000/1001'] as const)('records without a hole at %s', (rate) => {
  const lines = writeEdl(testHandOver(testCut(rate))).split('\r\n');
  const records = lines.flatMap((line) => {
    const times = line.match(/\d\d:\d\d:\d\d[:;]\d\d/g);
    return times?.length === 4 ? [{ from: times[2], to: times[3] }] : [];
  });
  for (const [index, { from }] of records.entries()) if (index > 0) expect(from).toBe(records[index - 1]?.to);
  expect(records[0]?.from).toMatch(/^01:00:00[:;]00$/);
  const drops = rate === '30000/1001' || rate === '60000/1001';
  expect(lines[1]).toBe(drops ? 'FCM: DROP FRAME' : 'FCM: NON-DROP FRAME');
});
