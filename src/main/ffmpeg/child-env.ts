/**
 * From this size on, glibc gives memory back to the system when it is freed. By itself it raises that limit to the size of
 * the largest picture and keeps the rest: 10 to 27 MB in an FFmpeg that makes a piece of a film at 720 lines, at no cost.
 * https://man7.org/linux/man-pages/man3/mallopt.3.html
 */
const returnedBytes = 1 << 20;

/**
 * The environment for programs that are not part of the app. An AppImage puts its own libraries in front of the
 * system's, which breaks a system FFmpeg. https://docs.appimage.org/packaging-guide/environment-variables.html
 */
export function childEnv(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { MALLOC_MMAP_THRESHOLD_: String(returnedBytes), ...process.env };
  if (env.APPIMAGE) delete env.LD_LIBRARY_PATH;
  return env;
}
