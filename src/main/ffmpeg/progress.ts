/** What FFmpeg has written so far. */
export type FfmpegProgress = {
  /** Video frames written; 0 for sound alone. */
  readonly frame: number;
  /** Length written, in seconds. */
  readonly seconds: number;
  /** Times real time, or null while FFmpeg does not know. */
  readonly speed: number | null;
};

/**
 * Reads the `key=value` lines of `-progress`. Give it the text as it comes, in pieces of any size; it calls back once
 * for every complete block. Our own, because fluent-ffmpeg's percent takes the length of the first input for the whole.
 */
export function progressReader(onProgress: (progress: FfmpegProgress) => void): (text: string) => void {
  let rest = '';
  let block: Record<string, string> = {};
  return (text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [key = '', value = ''] = line.split('=', 2);
      block[key.trim()] = value.trim();
      if (key.trim() !== 'progress') continue;
      onProgress(readBlock(block));
      block = {};
    }
  };
}

function readBlock(block: Readonly<Record<string, string>>): FfmpegProgress {
  const speed = Number.parseFloat(block.speed ?? '');
  return {
    frame: count(block.frame),
    // `out_time_ms` is microseconds too: an old mistake that FFmpeg keeps. `out_time_us` says what it is.
    seconds: count(block.out_time_us) / 1_000_000,
    speed: Number.isFinite(speed) ? speed : null,
  };
}

/** `N/A` before the first packet, and negative during the encoder's delay: both are nothing yet. */
function count(text: string | undefined): number {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isFinite(value) ? Math.max(0, value) : 0;
}
