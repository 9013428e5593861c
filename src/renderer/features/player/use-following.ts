import { type RefObject, useEffect } from 'react';
import type { Following } from './following.ts';
import { letGo } from './let-go.ts';

type Options = {
  readonly follow: (following: Following | null) => void;
  readonly url: string;
  /** What `timeAt` is made of: the element follows anew when it changes. */
  readonly shape: unknown;
  /** Null for an element that shows one frame only. */
  readonly timeAt: Following['timeAt'] | null;
};

/** Lets a media element follow the stage's clock while it is there, and gives back what it loaded when it leaves. */
export function useFollowing(media: RefObject<HTMLMediaElement | null>, { follow, url, shape, timeAt }: Options): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `follow` and `timeAt` only change their identity
  useEffect(() => {
    const element = media.current;
    if (!element) return;
    if (timeAt) follow({ element, timeAt });
    return () => {
      follow(null);
      letGo(element);
    };
  }, [url, shape]);
}
