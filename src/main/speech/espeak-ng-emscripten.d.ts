/** The part of @echogarden/espeak-ng-emscripten that the studio uses; the package brings no types. */
declare module '@echogarden/espeak-ng-emscripten' {
  export type EspeakEvent = {
    readonly type: 'word' | 'sentence' | 'mark' | 'phoneme' | 'end' | 'samplerate';
    /** Milliseconds from the start of the speech. */
    readonly audio_position: number;
    /** For marks the name as text. */
    readonly id?: string | number;
  };

  export type EspeakVoice = {
    readonly name: string;
    readonly identifier: string;
    readonly languages: readonly { readonly name: string }[];
  };

  export type EspeakWorker = {
    list_voices(): EspeakVoice[];
    /** 0 when the voice is known. */
    set_voice(name: string): number;
    /** Words a minute. */
    set_rate(rate: number): void;
    /** 0 to 100; 50 is the voice's own. */
    set_pitch(pitch: number): void;
    set_range(range: number): void;
    get_samplerate(): number;
    /** Calls back with pieces of mono PCM and the events in them, synchronously; answer true to stop. */
    synthesize(text: string, onChunk: (pcm: Int16Array | null, events: EspeakEvent[]) => boolean): void;
  };

  export default function init(): Promise<{ readonly eSpeakNGWorker: new () => EspeakWorker }>;
}
