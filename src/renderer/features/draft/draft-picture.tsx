import { useRef, useState } from 'react';
import { type Following, followOnce } from '../player/following.ts';
import { useFollowing } from '../player/use-following.ts';

type Props = {
  url: string;
  /** Seconds, as measured on the file. */
  length: number;
  follow: (following: Following | null) => void;
};

/** The draft in place of the live rough cut: one film with its own sound, following the same clock. */
export function DraftPicture({ url, length, follow }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [gone, setGone] = useState(false);
  useFollowing(video, { follow, url, shape: length, timeAt: followOnce(length) });
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: captions are drawn into the draft; the stage says them as text */}
      <video
        ref={video}
        src={url}
        preload="auto"
        playsInline
        crossOrigin="anonymous"
        aria-label="Draft render"
        onError={() => setGone(true)}
        className="absolute inset-0 size-full object-contain"
      />
      {gone && (
        <p role="alert" className="absolute inset-0 grid place-content-center text-white">
          The draft is not there any more. Render it again.
        </p>
      )}
    </>
  );
}
