import type { MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { type MenuState, menuTemplate } from './menu.ts';

const state: MenuState = { mac: false, developing: false, recent: [], theme: 'dark' };
const actions = { command: vi.fn(), editNatively: vi.fn(), setTheme: vi.fn(), openLogFolder: vi.fn() };

const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
const all = (changed: Partial<MenuState> = {}) => flat(menuTemplate({ ...state, ...changed }, actions));
const click = (item: MenuItemConstructorOptions | undefined, triggeredByAccelerator = false) =>
  item?.click?.({} as never, undefined, { triggeredByAccelerator });

test('developer tools are only for developing', () => {
  const roles = (developing: boolean) => all({ developing }).map(({ role }) => role);
  expect(roles(false)).not.toContain('toggleDevTools');
  expect(roles(false)).not.toContain('reload');
  expect(roles(true)).toContain('toggleDevTools');
});

test('ids, and keys, are used once', () => {
  for (const list of [all().map(({ id }) => id), all().map(({ accelerator }) => accelerator)]) {
    const given = list.filter((each) => each !== undefined);
    expect(new Set(given).size).toBe(given.length);
  }
});

test('undo is the storyboard’s from the menu, and the text field’s by a key that the page left alone', () => {
  const undo = all().find(({ id }) => id === 'film.undo');
  click(undo);
  expect(actions.command).toHaveBeenLastCalledWith('film.undo');
  click(undo, true);
  expect(actions.editNatively).toHaveBeenCalledWith('undo');
  expect(undo?.registerAccelerator).toBe(false);
});

test('recent films open by their folder, with titles as they are', () => {
  const item = all({ recent: [{ dir: '/f/A.film', title: 'Salt & Light' }] }).find(
    ({ toolTip }) => toolTip === '/f/A.film',
  );
  expect(item?.label).toBe('Salt && Light');
  click(item);
  expect(actions.command).toHaveBeenLastCalledWith('film.open-path', '/f/A.film');
});

test('the theme in use is marked', () => {
  expect(
    all({ theme: 'light' })
      .filter(({ checked }) => checked)
      .map(({ id }) => id),
  ).toEqual(['theme-light']);
});

test('macOS has its app and window menus; quitting is elsewhere in the file menu', () => {
  const roles = (mac: boolean) => all({ mac }).map(({ role }) => role);
  expect(roles(true)).toEqual(expect.arrayContaining(['appMenu', 'windowMenu', 'close']));
  expect(roles(true)).not.toContain('quit');
  expect(roles(false)).toContain('quit');
});
