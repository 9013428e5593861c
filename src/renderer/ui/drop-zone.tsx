import clsx from 'clsx';
import { type DragEvent, type ReactNode, useState } from 'react';

type Props = {
  /** Shown while files hover: `Drop to import as take`. */
  hint: string;
  onFiles: (files: File[]) => void;
  className?: string;
  children: ReactNode;
};

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** Takes dropped files. The same must also be possible with a button. */
export function DropZone({ hint, onFiles, className, children }: Props) {
  // Enter and leave fire for every child: the depth says whether the pointer is still inside.
  const [depth, setDepth] = useState(0);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a pointer's way to do what a button does too
    <div
      className={clsx('relative', className)}
      onDragEnter={(event) => hasFiles(event) && setDepth(depth + 1)}
      onDragLeave={(event) => hasFiles(event) && setDepth(Math.max(0, depth - 1))}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        setDepth(0);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {depth > 0 && (
        <div className="pointer-events-none absolute inset-0 z-20 grid place-content-center rounded-3 border-2 border-dashed border-run bg-bg/80 text-3 font-medium">
          {hint}
        </div>
      )}
    </div>
  );
}
