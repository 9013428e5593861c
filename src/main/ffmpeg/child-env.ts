/**
 * The environment for programs that are not part of the app. An AppImage puts its own libraries in front of the
 * system's, which breaks a system FFmpeg. https://docs.appimage.org/packaging-guide/environment-variables.html
 */
export function childEnv(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  if (env.APPIMAGE) delete env.LD_LIBRARY_PATH;
  return env;
}
