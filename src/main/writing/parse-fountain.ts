import { Fountain, type Token } from 'fountain-js';
import { type Draft, type DraftScene, draftScene } from './draft.ts';
import { setScene } from './script-settings.ts';

/**
 * Fountain screenplays (fountain.io/syntax): scene headings are scenes, action is the picture, dialogue is spoken, the
 * title page names the film. `[[seconds: 4]]` in a note is a setting; other notes are left out.
 */
export function parseFountain(text: string): Draft {
  const { tokens } = new Fountain().parse(withoutRuns(text), true);
  const draft: Draft = { title: null, settings: {}, scenes: [], notices: [] };
  const speakers = new Set<string>();
  for (const token of tokens) {
    if (token.is_title) readTitle(token, draft);
    else if (token.type === 'character') speakers.add(speakerName(token.text ?? ''));
    else readToken(token, draft, text);
  }
  if (speakers.size > 1) draft.notices.push(`${speakers.size} people speak in this script; one voice speaks them all.`);
  return { ...draft, scenes: draft.scenes.filter((scene) => scene.title || scene.prompt || scene.narration) };
}

/** Rows of stars are decoration; fountain-js takes the square of their length in time over them. */
const withoutRuns = (text: string): string => text.replaceAll(/([*_[\]/~<>])\1{7,}/g, '$1$1$1');

function readTitle(token: Token, draft: Draft): void {
  if (token.type === 'title') draft.title = plain(token.text ?? '');
}

function readToken(token: Token, draft: Draft, source: string): void {
  const content = token.text ?? '';
  if (token.type === 'scene_heading') draft.scenes.push(headed(plain(content)));
  else if (token.type === 'transition') transition(content, draft.scenes.at(-1));
  else if (['action', 'dialogue', 'note', 'lyrics'].includes(token.type)) {
    // A screenplay may open with action before its first heading.
    if (draft.scenes.length === 0) draft.scenes.push(draftScene(''));
    const scene = draft.scenes.at(-1) as DraftScene;
    readNotes(token.type === 'note' ? `[[${content}]]` : content, scene, { source, notices: draft.notices });
    const words = token.type === 'note' ? '' : plain(content);
    if (words !== '' && !/^FADE (IN|OUT)[.:]?$/.test(words))
      setScene(scene, token.type === 'dialogue' ? 'narration' : 'prompt', words);
  }
}

function headed(heading: string): DraftScene {
  return { ...draftScene(heading), kind: 'story', prompt: headingInWords(heading) };
}

/** `INT. LIGHTHOUSE - NIGHT` -> `Interior, lighthouse, night.`: generators know no screenplay shorthand. */
function headingInWords(heading: string): string {
  const [, place = '', rest = heading] = /^(INT\.?\/EXT|I\/E|INT|EXT|EST)[. ]+\s*(.*)$/i.exec(heading) ?? [];
  const inside = { INT: 'Interior', EXT: 'Exterior', EST: 'Establishing shot' }[place.toUpperCase()];
  const words = rest === rest.toUpperCase() ? rest.toLowerCase() : rest;
  const sentence = [inside, ...words.split(/\s+[-–—]\s+/)].filter(Boolean).join(', ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function transition(text: string, scene: DraftScene | undefined): void {
  if (scene && /DISSOLVE|FADE TO|CROSSFADE/i.test(text)) setScene(scene, 'join', 'crossfade');
}

function readNotes(text: string, scene: DraftScene, told: { source: string; notices: string[] }): void {
  for (const [note, key = '', value = ''] of text.matchAll(/\[\[\s*([a-z-]+)\s*:\s*([^\]]+?)\s*\]\]/g)) {
    const wrong = setScene(scene, key, value);
    const line = told.source.slice(0, told.source.indexOf(note)).split('\n').length;
    if (wrong) told.notices.push(`Line ${line}: ${wrong}`);
  }
}

/** Without notes, emphasis marks and line breaks. */
const plain = (text: string): string =>
  text
    .replaceAll(/\[\[[\s\S]*?\]\]/g, ' ')
    .replaceAll(/(?<!\\)[*_]+/g, '')
    .replaceAll(/\\([*_])/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** `STEEL (V.O.)` and `STEEL` are one person. */
const speakerName = (text: string): string => text.replace(/\(.*$/, '').trim().toUpperCase();
