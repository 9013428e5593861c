import type { ReactNode } from 'react';
import { showPanel, showView, showWall } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/states.tsx';

const Middle = ({ children }: { children: ReactNode }) => (
  <div className="grid min-h-0 grow place-content-center overflow-auto">{children}</div>
);

/** A film without scenes has nothing to compare. */
export const NoScenes = () => (
  <main aria-label="Wall" className="grid min-h-0 grow place-content-center">
    <EmptyState
      title="No scenes to compare"
      text="The wall plays all takes of a scene side by side. Write a scene on the board first."
      actions={<Button onClick={() => showView('board')}>Go to the board</Button>}
    />
  </main>
);

/** All scenes of a comparison were deleted; undo brings them back, and their takes with them. */
export const NoScenesLeft = () => (
  <main aria-label="Wall" className="grid min-h-0 grow place-content-center">
    <EmptyState
      title="The scenes of this comparison are deleted"
      text="Their takes stay in the film folder. Undo, or an earlier version of the film, brings the scenes back."
      actions={<Button onClick={() => showWall(null)}>Show all takes of the scene</Button>}
    />
  </main>
);

export const NoTakes = ({ comparisonId }: { comparisonId: string | null }) => (
  <Middle>
    <EmptyState
      title="No takes yet"
      text="Let several generators make this scene, and their takes play here in step: see which one holds the light, keeps the face, and what each costs. The number keys circle the best."
      actions={<Button onClick={() => showPanel('compare', comparisonId)}>Compare generators…</Button>}
    />
  </Middle>
);

export const AllAside = ({ onShow }: { onShow: () => void }) => (
  <Middle>
    <EmptyState
      title="All takes are left aside"
      text="The filter hides every take of this scene."
      actions={<Button onClick={onShow}>Show all</Button>}
    />
  </Middle>
);

/** Beside a take that is alone. */
export const OneMore = ({ comparisonId, aspect }: { comparisonId: string | null; aspect: number }) => (
  <div className="flex h-full flex-col rounded-3 border border-dashed border-line-strong">
    <div
      className="flex min-h-0 grow flex-col items-center justify-center gap-3 px-6 text-center text-text-2"
      style={{ aspectRatio: aspect }}
    >
      <p>One take says little. See what other generators make of the same words.</p>
      <Button onClick={() => showPanel('compare', comparisonId)}>Add generators…</Button>
    </div>
  </div>
);
