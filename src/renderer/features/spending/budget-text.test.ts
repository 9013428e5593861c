import { expect, test } from 'vitest';
import { barParts, budgetText, leftOf } from './budget-text.ts';

const purse = (capMicros: number | null, spentMicros: number, reservedMicros: number) => ({
  capMicros,
  spentMicros,
  reservedMicros,
});

test('a budget says what is spent, what is reserved, and of how much', () => {
  expect(budgetText(purse(10_000_000, 3_200_000, 1_100_000))).toBe('$3.20 spent · $1.10 reserved of $10.00');
  expect(budgetText(purse(10_000_000, 0, 0))).toBe('$0.00 spent of $10.00');
  expect(budgetText(purse(null, 3_200_000, 0))).toBe('$3.20 spent');
});

test('what is left is never less than nothing', () => {
  expect(leftOf(purse(10_000_000, 3_200_000, 1_100_000))).toBe(5_700_000);
  expect(leftOf(purse(1_000_000, 3_200_000, 0))).toBe(0);
  expect(leftOf(purse(null, 3_200_000, 0))).toBeNull();
});

test('the bar shows both parts and is never overfull', () => {
  expect(barParts(purse(10_000_000, 2_500_000, 5_000_000))).toEqual({ spent: 0.25, reserved: 0.5 });
  expect(barParts(purse(10_000_000, 8_000_000, 5_000_000))).toEqual({ spent: 0.8, reserved: expect.closeTo(0.2) });
  expect(barParts(purse(1_000_000, 3_000_000, 5_000_000))).toEqual({ spent: 1, reserved: 0 });
  expect(barParts(purse(0, 0, 0))).toEqual({ spent: 1, reserved: 0 });
});
