import { useEffect } from 'react';

/** The window's or tab's title: the film, if one is open, and the studio. */
export function useDocumentTitle(film: string | null): void {
  useEffect(() => {
    document.title = film ? `${film} · Circle Take` : 'Circle Take';
  }, [film]);
}
