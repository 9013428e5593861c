import type { ChoiceSet, Choices } from './rating-choices.ts';

/** Strengths with their covariance, both in the order of `Choices.generators`, around their average: see `shares`. */
export type Fit = { readonly strengths: readonly number[]; readonly covariance: readonly (readonly number[])[] };

/**
 * Doubt before any verdict: a normal distribution of standard deviation 2 around the average. It weighs as much as one
 * even match against an average generator, whose information is 1/4, and keeps everything finite where somebody only wins
 * or groups never met.
 */
const priorInformation = 1 / 4;
/** Far more than are ever needed: some 7 in practice, 40 where millions of choices all fall alike. */
const mostRounds = 200;
/** Each step squares the error, so that after one so small there is far less than 1e-10 left of it. */
const closeEnough = 1e-6;

/**
 * The strengths that explain the choices best (Bradley-Terry 1952, Luce 1959: one of strength s is chosen with the
 * probability e^s over the sum of it for all that stand for choice), by Newton's method with the exact second
 * derivatives. The covariance is the inverse of the information. Both are of strengths less their average, in which each
 * counts as often as it stood for choice: what is hardly known must not blur what is known of all the others.
 */
export function fitStrengths({ wins, sets }: Pick<Choices, 'wins' | 'sets'>): Fit {
  let strengths = wins.map(() => 0);
  let doubt: number[][] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const { gradient, information } = slopesAt(strengths, wins, sets);
    doubt = inverted(information);
    const step = doubt.map((row) => dot(row, gradient));
    const part = partOf(step, sets);
    strengths = strengths.map((strength, at) => strength + part * (step[at] ?? 0));
    if (step.every((change) => Math.abs(change) < closeEnough)) break;
  }
  const share = shares(wins.length, sets);
  const average = dot(share, strengths);
  return { strengths: strengths.map((strength) => strength - average), covariance: centred(doubt, share) };
}

/** How much each counts in the average; all the same where nobody stood for choice. They add up to 1. */
function shares(count: number, sets: readonly ChoiceSet[]): number[] {
  const stood = Array.from({ length: count }, () => 0);
  for (const { members, weight } of sets) for (const member of members) stood[member] = (stood[member] ?? 0) + weight;
  const all = stood.reduce((sum, often) => sum + often, 0);
  return stood.map((often) => (all > 0 ? often / all : 1 / count));
}

/** First derivatives of the logarithm of the likelihood and the prior, and the negative of the second ones. */
function slopesAt(strengths: readonly number[], wins: readonly number[], sets: readonly ChoiceSet[]) {
  const gradient = strengths.map((strength, at) => (wins[at] ?? 0) - priorInformation * strength);
  const information = strengths.map((_, row) => strengths.map((__, at) => (row === at ? priorInformation : 0)));
  for (const { members, weight } of sets) {
    const chances = chancesOf(members, strengths);
    // Plain loops: this is where all the time goes.
    for (const [at, member] of members.entries()) {
      const expected = weight * (chances[at] ?? 0);
      gradient[member] = (gradient[member] ?? 0) - expected;
      const row = information[member] ?? [];
      row[member] = (row[member] ?? 0) + expected;
      for (let to = 0; to < members.length; to += 1) {
        const other = members[to] ?? 0;
        row[other] = (row[other] ?? 0) - expected * (chances[to] ?? 0);
      }
    }
  }
  return { gradient, information };
}

function chancesOf(members: readonly number[], strengths: readonly number[]): number[] {
  const own = members.map((member) => strengths[member] ?? 0);
  const most = Math.max(...own);
  const powers = own.map((strength) => Math.exp(strength - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * How much of Newton's step to take so that it never overshoots: ln(1 + r) / r, where r is the most by which the step moves
 * two apart that stand for one choice (Sun and Tran-Dinh 2019, generalized self-concordant functions, order 2). Near the
 * goal it is all of it.
 */
function partOf(step: readonly number[], sets: readonly ChoiceSet[]): number {
  let most = 0;
  for (const { members } of sets) {
    const moves = members.map((member) => step[member] ?? 0);
    most = Math.max(most, Math.max(...moves) - Math.min(...moves));
  }
  return most < 1e-6 ? 1 : Math.log1p(most) / most;
}

/** Gauss-Jordan without exchange of rows, which a symmetric positive definite matrix can do without. */
function inverted(matrix: readonly (readonly number[])[]): number[][] {
  const rows = matrix.map((row) => [...row]);
  for (const [at, pivotRow] of rows.entries()) {
    const pivot = pivotRow[at] ?? 1;
    pivotRow[at] = 1;
    for (let to = 0; to < pivotRow.length; to += 1) pivotRow[to] = (pivotRow[to] ?? 0) / pivot;
    for (const row of rows) if (row !== pivotRow) eliminate(row, pivotRow, at);
  }
  return rows;
}

function eliminate(row: number[], pivotRow: readonly number[], at: number): void {
  const factor = row[at] ?? 0;
  row[at] = 0;
  for (let to = 0; to < row.length; to += 1) row[to] = (row[to] ?? 0) - factor * (pivotRow[to] ?? 0);
}

/** Of the differences from the average. */
function centred(covariance: readonly (readonly number[])[], share: readonly number[]): number[][] {
  const means = covariance.map((row) => dot(row, share));
  const mean = dot(means, share);
  return covariance.map((row, at) => row.map((value, to) => value - (means[at] ?? 0) - (means[to] ?? 0) + mean));
}

const dot = (row: readonly number[], values: readonly number[]): number =>
  row.reduce((sum, value, at) => sum + value * (values[at] ?? 0), 0);
