/** So long news are gathered, ms: quicker than an eye, and twenty drawings a second however many there are. */
const gatherMs = 50;

/** Gathers news and hands them on together, in order. Returns the way to add one, and the way to stop. */
export function newsBurst<T>(onNews: (news: readonly T[]) => void) {
  let news: T[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const handOn = () => {
    const gathered = news;
    [news, timer] = [[], null];
    onNews(gathered);
  };
  return {
    add(item: T): void {
      news.push(item);
      timer ??= setTimeout(handOn, gatherMs);
    },
    stop(): void {
      if (timer !== null) clearTimeout(timer);
      [news, timer] = [[], null];
    },
  };
}
