import { describe, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { Budget } from '../../shared/spending.ts';
import { refuseHurdles } from './judge.ts';
import { judge, planBatch } from './plan-jobs.ts';
import { budget, filmOf, order, scene } from './testing/test-plan.ts';

describe('a job', () => {
  test('has a chain of frozen links, each with inputs and a price of its own, and one seed', async () => {
    const film = filmOf([scene()]);
    const { jobs, judgement } = await planBatch(order(film));
    expect(judgement.hurdles).toEqual([]);
    expect(jobs).toHaveLength(1);
    const [job] = jobs;
    expect(job).toMatchObject({
      ...{ filmId: film.id, filmDir: '/films/Lighthouse.film', filmTitle: 'Lighthouse', sceneTitle: 'Opening' },
      ...{ state: 'queued', generator: 'kling-a', link: 0, trail: [], priority: 'high', charged: 'no', error: null },
      ...{ priceCeilingMicros: 500_000, warnings: [], progress: { text: 'Waiting for Acme' } },
    });
    expect(
      job?.chain.map(({ generator, vendor, priceCeilingMicros }) => [generator, vendor, priceCeilingMicros]),
    ).toEqual([
      ['kling-a', 'acme', 500_000],
      ['kling-b', 'best', 400_000],
    ]);
    expect(job?.chain.map(({ inputs }) => inputs.role === 'picture' && [inputs.seconds, inputs.seed])).toEqual([
      [5, 2 ** 30],
      [4, 2 ** 30],
    ]);
    expect(job?.inputs).toEqual(job?.chain[0]?.inputs);
    expect(Object.keys(job?.chain[0] ?? {}).sort()).toEqual(
      ['generator', 'inputs', 'priceCeilingMicros', 'vendor', 'warnings'].sort(),
    );
  });

  test('is written for each wish, in their order; the wish’s generator comes before the scene’s and the film’s', async () => {
    const own = scene({ generator: { picture: 'sketch', voice: null }, narration: 'Hello.' });
    const film = filmOf([scene(), own]);
    const wishes = [
      { sceneId: own.id, role: 'voice' },
      { sceneId: own.id, role: 'picture' },
      { sceneId: own.id, role: 'picture', generator: 'kling-b' },
      { sceneId: own.id, role: 'picture', generator: 'auto' },
      { sceneId: film.scenes[0]?.id ?? '', role: 'picture' },
    ] as const;
    const { jobs, judgement } = await planBatch(order(film, { wishes }));
    expect(jobs.map((job) => job.generator)).toEqual(['local-voice', 'sketch', 'kling-b', 'kling-a', 'kling-a']);
    expect(judgement.wishes.map((wish) => wish.reasons.length > 0)).toEqual([false, false, false, true, true]);
    expect(judgement.wishes[3]?.reasons[0]).toEqual({ points: 90, text: 'priority 1' });
  });

  test('falls back as the scene says, else as the film says', async () => {
    const never = { mode: 'never', generators: [], afterRefusal: false } as const;
    const fixed = { mode: 'fixed', generators: ['tall', 'sketch'], afterRefusal: true } as const;
    const film = filmOf([
      scene(),
      scene({ fallback: { picture: { ...fixed, generators: [...fixed.generators] }, voice: null } }),
    ]);
    const { judgement } = await planBatch(
      order({ ...film, picture: { ...film.picture, fallback: { ...never, generators: [] } } }),
    );
    expect(judgement.wishes.map(({ chain }) => chain.map(({ generator }) => generator))).toEqual([
      ['kling-a'],
      ['kling-a', 'sketch'],
    ]);
    expect(judgement.wishes[1]?.leftOut).toEqual([{ generator: 'tall', reason: 'makes no 16:9' }]);
  });
});

describe('the judgement', () => {
  test('has all hurdles in one list, a missing key once', async () => {
    const scenes = [
      scene(),
      scene({ prompt: ' ', title: '' }),
      scene({ generator: { picture: 'tall', voice: null } }),
      scene({ generator: { picture: 'mover', voice: null } }),
      scene({ generator: { picture: 'dream', voice: null } }),
      scene({ generator: { picture: 'sketch', voice: 'bella' } }),
    ];
    const film = filmOf(scenes);
    const gone = newId('scene');
    const { jobs, judgement } = await planBatch(
      order(film, {
        accountsOf: (vendor) => (vendor === 'acme' ? 0 : 1),
        wishes: [
          ...scenes.map(({ id }) => ({ sceneId: id, role: 'picture' as const })),
          { sceneId: scenes[5]?.id ?? '', role: 'voice' },
          { sceneId: scenes[0]?.id ?? '', role: 'picture' },
          { sceneId: scenes[1]?.id ?? '', role: 'picture' },
          { sceneId: gone, role: 'picture' },
        ],
      }),
    );
    expect(judgement.hurdles.map(({ code, message, vendor }) => [code, message, vendor])).toEqual([
      ['invalid-input', 'Scene 2 has no prompt.', null],
      ['unsupported', 'Scene 3, “Opening”: Tall makes no 16:9.', null],
      ['invalid-input', 'Scene 4, “Opening”: Mover needs a still.', null],
      ['unsupported', expect.stringContaining('no generator “dream” that makes a picture.'), null],
      ['invalid-input', 'Scene 6, “Opening” has no narration.', null],
      ['not-found', 'The scene is not in the film as last saved.', null],
      ['unauthorized', 'There is no Acme key, and 2 takes need one.', 'acme'],
    ]);
    expect(judgement.hurdles.map(({ sceneId }) => sceneId)).toEqual([
      ...scenes.slice(1).map(({ id }) => id),
      gone,
      null,
    ]);
    expect(jobs.map((job) => job.generator)).toEqual(['sketch']);
    expect(judgement.wishes).toHaveLength(10);
    expect(() => refuseHurdles(judgement)).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        message: 'Scene 2 has no prompt.',
        details: expect.objectContaining({ hurdles: judgement.hurdles }),
      }),
    );
  });

  test('of vendors that cannot work now is one line for each, or a warning where another comes next', async () => {
    const troubles = { acme: { code: 'no-credit', text: 'has no credit until 13:34' } } as const;
    const troubleOf = (vendor: string) => (vendor === 'acme' ? troubles.acme : null);
    const film = filmOf([scene(), scene()]);
    const { wishes, hurdles } = await judge(order(film, { troubleOf }));
    expect(hurdles).toEqual([]);
    expect(wishes[0]).toMatchObject({
      chain: [{ generator: 'kling-a' }, { generator: 'kling-b' }],
      warnings: ['Acme has no credit until 13:34, so that kling-b comes next.'],
    });
    const auto = { ...film, picture: { ...film.picture, generator: 'auto' } };
    const chosen = await judge(order(auto, { troubleOf }));
    expect(chosen.wishes.map(({ chain }) => chain[0]?.generator)).toEqual(['kling-b', 'kling-b']);
    const never = { mode: 'never' as const, generators: [], afterRefusal: false };
    const alone = { ...film, picture: { ...film.picture, fallback: never } };
    expect((await judge(order(alone, { troubleOf }))).hurdles).toMatchObject([
      { code: 'no-credit', vendor: 'acme', message: 'Acme has no credit until 13:34, and 2 takes need it.' },
    ]);
  });

  test('without hurdles the batch may start', async () => {
    const judgement = await judge(order(filmOf([scene()])));
    expect(() => refuseHurdles(judgement)).not.toThrow();
  });

  test('prices range from all first generators to the dearest of each chain', async () => {
    const dear = { picture: { mode: 'fixed' as const, generators: ['kling-a'], afterRefusal: false }, voice: null };
    const film = filmOf([scene(), scene({ generator: { picture: 'kling-b', voice: null }, fallback: dear })]);
    expect(await judge(order(film))).toMatchObject({ lowMicros: 900_000, highMicros: 1_000_000, estimated: false });
    const spoken = filmOf([scene({ narration: 'Hello.', generator: { picture: null, voice: 'bella' } })]);
    const wishes = spoken.scenes.map(({ id }) => ({ sceneId: id, role: 'voice' as const }));
    expect(await judge(order(spoken, { wishes }))).toMatchObject({ lowMicros: 120, highMicros: 120, estimated: true });
  });

  test('says when it will be over and what bites', async () => {
    const film = filmOf([scene(), scene(), scene(), scene({ generator: { picture: 'sketch', voice: null } })]);
    expect(await judge(order(film))).toMatchObject({
      seconds: 120,
      bites: [{ vendor: 'acme', text: 'Acme takes 2 jobs at once', seconds: 60 }],
    });
    expect(await judge(order(film, { accountsOf: () => 2 }))).toMatchObject({ seconds: 60, bites: [] });
  });

  test('judges a thousand scenes', async () => {
    const film = filmOf(Array.from({ length: 1000 }, () => scene({ narration: 'Hello there.' })));
    const wishes = film.scenes.flatMap(({ id }) => [
      { sceneId: id, role: 'picture' as const, generator: 'auto' },
      { sceneId: id, role: 'voice' as const },
    ]);
    const { jobs } = await planBatch(order(film, { wishes }));
    expect(jobs.map(({ sceneId, role }) => ({ sceneId, role }))).toEqual(
      wishes.map(({ sceneId, role }) => ({ sceneId, role })),
    );
  });
});

describe('budgets', () => {
  const film = filmOf([scene(), scene(), scene({ generator: { picture: 'kling-b', voice: null } })]);
  const hurdles = async (...budgets: Budget[]) => (await judge(order(film, { budgets }))).hurdles;

  test.each<[string, Partial<Budget>, string | null]>([
    ['exactly enough', { capMicros: 1_400_000 }, null],
    ['no limit', { capMicros: null, spentMicros: 9_000_000 }, null],
    ['a micro too little', { capMicros: 1_399_999 }, '$0.000001 is missing'],
    [
      'spent',
      { spentMicros: 500_000 },
      'This film: $1.00 of the $1.50 budget is left, and this takes $1.40: $0.40 is missing.',
    ],
    ['promised', { spentMicros: 100_000, reservedMicros: 400_000 }, '$0.40 is missing'],
    [
      'overdrawn',
      { spentMicros: 2_000_000 },
      'nothing of the $1.50 budget is left, and this takes $1.40: $1.40 is missing',
    ],
    ['nothing allowed', { capMicros: 0 }, 'nothing of the $0 budget is left'],
    ['the vendor of two', { kind: 'vendor', key: 'acme', capMicros: 900_000 }, 'this takes $1.00: $0.10 is missing'],
    ['the vendor of one', { kind: 'vendor', key: 'best', capMicros: 400_000 }, null],
    ['the vendor of none', { kind: 'vendor', key: 'else', capMicros: 0 }, null],
  ])('%s', async (_, changes, message) => {
    const found = await hurdles(budget(changes));
    expect(found).toHaveLength(message === null ? 0 : 1);
    if (message) expect(found[0]).toMatchObject({ code: 'over-budget', message: expect.stringContaining(message) });
  });

  test('each budget that does not allow it is named', async () => {
    const day = budget({ kind: 'day', key: '2026-11-20', name: 'Today', capMicros: 1_000_000 });
    const vendor = budget({ kind: 'vendor', key: 'acme', name: 'Acme, November', capMicros: 0 });
    const found = await hurdles(budget({}), day, vendor);
    expect(found.map(({ message, vendor: id }) => [message.split(':')[0], id])).toEqual([
      ['Today', null],
      ['Acme, November', 'acme'],
    ]);
  });
});
