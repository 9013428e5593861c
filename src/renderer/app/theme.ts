import { useEffect } from 'react';
import { type Settings, themes } from '../../shared/settings.ts';

type Theme = Settings['theme'];
const rememberedAs = 'circle-take.theme';

/** Before the studio has answered, the theme of last time: no flash of the other one. */
export function applyRememberedTheme(): void {
  const remembered = themes.find((theme) => theme === localStorage.getItem(rememberedAs));
  document.documentElement.dataset.theme = remembered ?? 'system';
}

export function useTheme(theme: Theme | undefined): void {
  useEffect(() => {
    if (!theme) return;
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(rememberedAs, theme);
  }, [theme]);
}
