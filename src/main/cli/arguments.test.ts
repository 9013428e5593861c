import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../shared/errors.ts';
import { readArguments } from './arguments.ts';
import { exitCodeOf, exitCodeTexts } from './exit-codes.ts';
import { helpText } from './help.ts';

describe('arguments', () => {
  it.each([[[]], [['help']], [['--help']], [['film', '--help']], [['film', 'a.md', '-h']]])(
    '%j asks for help',
    (args) => {
      expect(readArguments(args)).toEqual({ name: 'help' });
    },
  );

  it('reads a film with its defaults', () => {
    expect(readArguments(['film', 'a.md', '--out', 'a.mp4'])).toEqual({
      name: 'film',
      options: {
        ...{ script: 'a.md', out: 'a.mp4', vendor: null, generator: null, voice: null, aspect: null },
        ...{ preset: 'hd', captions: 'burnt', hardware: false, keep: null, replace: false, maxUsd: null, json: false },
      },
    });
  });

  it('reads every option of a film', () => {
    const args = 'film a.md -o b.mp4 --vendor replicate --generator x --voice en-gb --aspect 9:16 --preset draft';
    const more = '--captions both --hardware --keep films --replace --max-usd 2.5 --json';
    expect(readArguments(`${args} ${more}`.split(' '))).toMatchObject({
      options: {
        vendor: 'replicate',
        aspect: '9:16',
        preset: 'draft',
        captions: 'both',
        hardware: true,
        keep: 'films',
        replace: true,
        maxUsd: 2.5,
        json: true,
      },
    });
  });

  it('reads rehearse', () => {
    const options = { source: 'a.film', keep: 'here', json: true };
    expect(readArguments(['rehearse', 'a.film', '--keep', 'here', '--json'])).toEqual({ name: 'rehearse', options });
  });

  it('reads serve', () => {
    expect(readArguments(['serve', '--port', '0', '--no-open'])).toEqual({
      name: 'serve',
      options: { port: 0, open: false, json: false, allow: [] },
    });
  });

  it.each([
    [['fly'], /no command “fly”/],
    [['film'], /Which script/],
    [['film', 'a.md'], /--out/],
    [['rehearse'], /Which film/],
    [['rehearse', 'a.film', 'b.film'], /“b.film” is one too many/],
    [['film', 'a.md', 'b.md', '--out', 'c'], /“b.md” is one too many/],
    [['film', 'a.md', '--out', 'c', '--aspect', '2:1'], /--aspect can be 16:9, 9:16/],
    [['film', 'a.md', '--out', 'c', '--preset', '8k'], /--preset can be hd, vertical/],
    [['film', 'a.md', '--out', 'c', '--max-usd', 'lots'], /--max-usd must be a number/],
    [['film', 'a.md', '--out'], /--out/],
    [['film', 'a.md', '--outt', 'c'], /--outt/],
    [['serve', '--port', '70000'], /--port must be a number from 0 to 65535/],
    [['serve', '--port', '1.5'], /whole number/],
    [['doctor', 'now'], /now/],
  ])('%j is refused', (args, message) => {
    expect(() => readArguments(args)).toThrow(
      expect.objectContaining({ code: 'invalid-input', message: expect.stringMatching(message) }),
    );
  });
});

describe('exit codes', () => {
  it('are documented, every one', () => {
    for (const code of errorCodes) expect(exitCodeTexts.map(([number]) => number)).toContain(exitCodeOf(code));
    for (const [number, text] of exitCodeTexts) expect(helpText).toMatch(new RegExp(`^ +${number} +${text}`, 'm'));
  });

  it.each([
    ['invalid-input', 2],
    ['missing-tool', 3],
    ['no-credit', 4],
    ['disk-full', 5],
    ['cancelled', 130],
    ['internal', 1],
  ] as const)('%s is %d', (code, expected) => expect(exitCodeOf(code)).toBe(expected));
});
