import { expect, test } from 'vitest';
import type { KindRating } from '../../shared/verdict.ts';
import { ratingsCsv } from './ratings-csv.ts';

const kling = {
  ...{ generator: 'kling', strength: Math.log(3), error: 0.25, met: 7, won: 16 / 3, allBad: 1 },
  ...{ microsPerTake: 1_234_567.5, microsPerSecond: 250_000 },
};
const gone = {
  ...{ generator: '=gone', strength: -Math.log(3), error: 0.5, met: 7, won: 0, allBad: 0 },
  ...{ microsPerTake: 0, microsPerSecond: null },
};
const covariance = [
  [1, 0],
  [0, 1],
];
const ratings: KindRating[] = [
  { kind: null, verdicts: 7, generators: [kling, gone], covariance },
  { kind: 'cta', verdicts: 7, generators: [gone], covariance: [[1]] },
];
const nameOf = (id: string) => (id === 'kling' ? { name: 'Kling "2.1"', vendor: 'fal' } : { name: id, vendor: '' });

test('every generator of every kind has a row, with the numbers to be counted with', () => {
  const rows = ratingsCsv(ratings, nameOf).slice(1).trimEnd().split('\r\n');
  expect(rows).toEqual([
    'Kind,Generator,Name,Vendor,Strength,Error,Verdicts,Won,All bad,US dollars a take,US dollars a second,Wins against the average,At least,At most',
    'all,kling,"Kling ""2.1""",fal,1.0986,0.25,7,5.3333,1,1.234568,0.250000,0.75,0.7003,0.7939',
    // A negative number is no formula; what begins like one is text.
    "all,'=gone,'=gone,,-1.0986,0.5,7,0,0,0.000000,,0.25,0.1682,0.3547",
    "cta,'=gone,'=gone,,-1.0986,0.5,7,0,0,0.000000,,0.25,0.1682,0.3547",
  ]);
});
