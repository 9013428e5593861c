import { type Level, loudnessTargets } from '../../../shared/sound.ts';
import { LevelField } from '../../ui/level-field.tsx';
import { Note } from '../../ui/note.tsx';
import { Select } from '../../ui/select.tsx';
import { setLoudness, setTrackLevel } from '../film/cut-edits.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { Section } from '../inspector/section.tsx';

const targetNames: Readonly<Record<number, string>> = {
  [-14]: 'Streaming: YouTube, TikTok, Spotify',
  [-16]: 'Podcasts and Apple',
  [-18]: 'Quiet streaming',
  [-23]: 'Broadcast, EBU R 128',
  [-24]: 'Broadcast, ATSC A/85',
  [-27]: 'Netflix and cinema',
};

const name = (lufs: number): string =>
  `${String(lufs).replace('-', '−')} LUFS${targetNames[lufs] ? ` · ${targetNames[lufs]}` : ''}`;

/** How loud all narration, all clips, and the finished film are. */
export function FilmTracks() {
  const { store } = useSession();
  const { voice, clips, loudnessLufs } = useFilm().sound;
  const change = (track: 'voice' | 'clips', what: string, level: Partial<Level>) =>
    store.edit(`set level of ${what}`, setTrackLevel(track, level), { group: `track ${track}` });
  const targets = [...new Set([...loudnessTargets, loudnessLufs])].sort((a, b) => b - a);
  return (
    <Section label="Tracks">
      <h2 className="text-3 font-semibold">Tracks</h2>
      <LevelField
        {...voice}
        label="All narration"
        onGain={(gainDb) => change('voice', 'narration', { gainDb })}
        onMute={(muted) => change('voice', 'narration', { muted })}
        onLeave={store.endBurst}
      />
      <LevelField
        {...clips}
        label="All clip sound"
        onGain={(gainDb) => change('clips', 'clip sound', { gainDb })}
        onMute={(muted) => change('clips', 'clip sound', { muted })}
        onLeave={store.endBurst}
      />
      <Select
        label="Loudness of the film"
        value={String(loudnessLufs)}
        choices={targets.map((lufs) => ({ value: String(lufs), label: name(lufs) }))}
        onChange={(lufs) => store.edit('set loudness', setLoudness(Number(lufs)))}
      />
      <Note>Measured and brought there when the film is exported; the rough cut plays without it.</Note>
    </Section>
  );
}
