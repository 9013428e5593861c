/** FFmpeg as found on this machine: absolute paths, and the version line's number. */
export type FfmpegTools = { readonly ffmpeg: string; readonly ffprobe: string; readonly version: string };
