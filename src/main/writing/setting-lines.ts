import type { Block } from './markdown-blocks.ts';
import { nearest } from './nearest.ts';
import { settingNames } from './script-settings.ts';

/** A `key: value` line of a script; `line` counts from 1. */
export type SettingLine = { readonly key: string; readonly value: string; readonly line: number };

const pattern = /^\s*([A-Za-z][A-Za-z-]*)\s*:\s+(.*\S)\s*$/;

/**
 * Splits a block into its settings and the text that is left. A block that holds nothing but known settings counts
 * anywhere; at the `leading` place (right under a heading) settings may also be followed by text, and a key that looks
 * like a misspelt setting is kept as one, so that it can be told instead of spoken.
 */
export function splitSettings(block: Block, known: (key: string) => boolean, leading: boolean) {
  const read = block.lines.map((text, index) => readLine(text, block.line + index));
  if (read.every((line) => line !== null && known(line.key)))
    return { settings: read.filter((line) => line !== null), rest: [] };
  if (!leading) return { settings: [], rest: block.lines };
  const end = read.findIndex((line) => line === null || !(known(line.key) || looksLikeSetting(line.key)));
  const count = end === -1 ? read.length : end;
  return { settings: read.slice(0, count).filter((line) => line !== null), rest: block.lines.slice(count) };
}

function readLine(text: string, line: number): SettingLine | null {
  const [, key, value] = pattern.exec(text) ?? [];
  return key !== undefined && value !== undefined ? { key, value, line } : null;
}

/** `Keeper: I never left` is speech; `secnds: 4` and `colour: red` are settings that do not exist. */
const looksLikeSetting = (key: string): boolean =>
  /^[a-z-]+$/.test(key) || (key.length > 3 && nearest(key, [...settingNames.film, ...settingNames.scene]) !== null);
