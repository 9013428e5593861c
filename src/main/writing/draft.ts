import { type Film, newFilm, newScene, type Scene } from '../../shared/film.ts';
import { derivePrompt } from './derive-prompt.ts';

/** A scene while a script is being read: whatever the script said, the rest comes from defaults. */
export type DraftScene = Partial<Omit<Scene, 'id'>> & { title: string; prompt: string; narration: string };

/** Film-wide settings that a script may give. */
export type DraftSettings = Partial<Omit<Film, 'format' | 'version' | 'id' | 'scenes'>>;

/** What a format's parser makes of a script. */
export type Draft = {
  /** What the script calls itself; null when it does not say. */
  title: string | null;
  settings: DraftSettings;
  scenes: DraftScene[];
  /** Said to the user once: what was left out or not understood, with line numbers. */
  notices: string[];
};

/** The limits of filmSchema that a script can run into. */
const longest = { scenes: 1000, title: 200, text: 8000 } as const;

/** A fresh draft scene. */
export const draftScene = (title: string): DraftScene => ({ title, prompt: '', narration: '' });

/**
 * A valid film from a draft. A scene without a prompt gets one from its title and narration. What exceeds a film's
 * limits is shortened and said in the notices.
 */
export function toFilm(draft: Draft, fallbackTitle: string): { film: Film; notices: string[] } {
  const notices = [...draft.notices];
  const scenes = draft.scenes.slice(0, longest.scenes).map((scene) => {
    const label = `Scene “${shorten(scene.title, 40)}”`;
    const prompt = clip(scene.prompt.trim() || derivePrompt(scene), longest.text, `${label}: the prompt`, notices);
    const narration = clip(scene.narration.trim(), longest.text, `${label}: the narration`, notices);
    return newScene({ ...scene, title: shorten(scene.title, longest.title), prompt, narration });
  });
  const left = draft.scenes.length - scenes.length;
  if (left > 0) notices.push(`A film has at most 1,000 scenes: the last ${left} were left out.`);
  const title = shorten(draft.settings.title || draft.title || fallbackTitle, longest.title);
  return { film: newFilm({ ...draft.settings, title, scenes }), notices };
}

function clip(text: string, length: number, what: string, notices: string[]): string {
  if (text.length <= length) return text;
  notices.push(`${what} is longer than ${length.toLocaleString('en')} characters and was cut there.`);
  return text.slice(0, length).toWellFormed();
}

/** At most `length` characters, ended by an ellipsis where something was cut. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`.toWellFormed();
}
