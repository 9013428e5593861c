import { expect, test, vi } from 'vitest';
import { keyLabel, keysOf } from './keys.ts';
import {
  allCommands,
  type Command,
  commandFor,
  type KeyPlace,
  listenForKeys,
  runCommand,
  setCommands,
  withLiveKeys,
} from './shortcuts.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const board: KeyPlace = { typing: null, onControl: false, inLayer: false };
const command = (id: string, keys: string[], more: Partial<Command> = {}): Command => ({
  id,
  label: id,
  group: 'Film',
  keys,
  run: () => {},
  ...more,
});
const commands = [
  command('generate', ['g']),
  command('play', ['Space']),
  command('duplicate', ['Mod+d']),
  command('undo', ['Mod+z'], { inFilmFields: true }),
  command('list', ['?']),
];
const idFor = (key: Parameters<typeof commandFor>[0], place: Partial<KeyPlace> = {}) =>
  commandFor(key, { ...board, ...place }, commands)?.id ?? null;

test('keys are written the same way for every layout and system', () => {
  expect(keysOf(press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+z');
  expect(keysOf(press('z', { metaKey: true }), true)).toBe('Mod+z');
  expect(keysOf(press('?', { shiftKey: true }), false)).toBe('?');
  expect(keysOf(press(' '), false)).toBe('Space');
  expect(keyLabel('Mod+Shift+z', true)).toBe('⌘⇧Z');
  expect(keyLabel('Mod+ArrowUp', false)).toBe('Ctrl+↑');
  expect(['+', '=', 'Mod++'].map((keys) => keyLabel(keys, false))).toEqual(['+', '=', 'Ctrl++']);
});

test('single keys are letters while typing, combinations are not', () => {
  expect(idFor(press('g'))).toBe('generate');
  expect(idFor(press('g'), { typing: 'film' })).toBeNull();
  expect(idFor(press('?', { shiftKey: true }), { typing: 'other' })).toBeNull();
  expect(idFor(press('d', { ctrlKey: true }), { typing: 'other' })).toBe('duplicate');
});

test('undo is the film’s in its own fields, and the field’s own elsewhere', () => {
  expect(idFor(press('z', { ctrlKey: true }), { typing: 'film' })).toBe('undo');
  expect(idFor(press('z', { ctrlKey: true }), { typing: 'other' })).toBeNull();
});

test('Space stays with a control that has the focus, and menus keep all their keys', () => {
  expect(idFor(press(' '))).toBe('play');
  expect(idFor(press(' '), { onControl: true })).toBeNull();
  expect(idFor(press('g'), { onControl: true })).toBe('generate');
  expect(idFor(press('g'), { inLayer: true })).toBeNull();
});

test('arrows stay with a slider that has the focus', () => {
  const steps = [command('on', ['ArrowRight']), command('later', ['Alt+ArrowRight'])];
  const place = { ...board, onControl: true, onRange: true };
  expect(commandFor(press('ArrowRight'), place, steps)).toBeNull();
  expect(commandFor(press('ArrowRight', { altKey: true }), place, steps)?.id).toBe('later');
});

test('the set registered last wins a key and an id; disabled commands leave it to the others', () => {
  const ran: string[] = [];
  const [screen, panel] = [Symbol('screen'), Symbol('panel')];
  const run = (name: string) => (argument: string | null) => ran.push(argument ? `${name} ${argument}` : name);
  setCommands(screen, [command('save', ['s'], { run: run('screen') })]);
  setCommands(panel, [command('save', ['s'], { run: run('panel') })]);
  commandFor(press('s'), board, allCommands())?.run(null);
  setCommands(panel, [command('save', ['s'], { run: run('panel'), disabled: true })]);
  expect(runCommand('save', 'now')).toBe(true);
  setCommands(screen, []);
  setCommands(panel, []);
  expect(runCommand('save')).toBe(false);
  expect(ran).toEqual(['panel', 'screen now']);
});

test('a key is listed with the command that it reaches', () => {
  const listed = withLiveKeys([
    command('zoom', ['0', '+']),
    command('bad', ['0']),
    command('wipe', ['x'], { disabled: true }),
    command('reject', ['x']),
    command('note', ['x'], { disabled: true }),
    command('back', ['Escape'], { disabled: true }),
  ]);
  expect(listed.map(({ keys }) => keys)).toEqual([['+'], ['0'], [], ['x'], [], ['Escape']]);
});

test('a held key repeats a step, but decides once', () => {
  const listeners = new Map<string, (event: unknown) => void>();
  vi.stubGlobal('window', {
    addEventListener: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
    removeEventListener: (type: string) => listeners.delete(type),
  });
  vi.stubGlobal('Element', class {});
  const owner = Symbol('held');
  const done: string[] = [];
  setCommands(owner, [
    command('step', ['ArrowRight'], { run: () => done.push('step') }),
    command('decide', ['1'], { once: true, run: () => done.push('decide') }),
  ]);
  const stop = listenForKeys();
  const prevented = vi.fn();
  for (const key of ['ArrowRight', '1'])
    for (const repeat of [false, true])
      listeners.get('keydown')?.({ ...press(key), repeat, target: null, preventDefault: prevented });
  stop();
  setCommands(owner, []);
  vi.unstubAllGlobals();
  expect(done).toEqual(['step', 'step', 'decide']);
  expect(prevented).toHaveBeenCalledTimes(4);
});
