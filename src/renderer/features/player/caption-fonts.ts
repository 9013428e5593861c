import { fontFilesOf } from '../../../shared/ass-fonts.ts';

const urls = import.meta.glob<string>('../../../../resources/fonts/Circle*', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** Addresses of the fonts that an ASS script names. They are read only when a script needs them. */
export function fontUrlsOf(script: string): string[] {
  return fontFilesOf(script).flatMap((file) => {
    const url = urls[`../../../../resources/fonts/${file}`];
    return url === undefined ? [] : [new URL(url, document.baseURI).href];
  });
}
