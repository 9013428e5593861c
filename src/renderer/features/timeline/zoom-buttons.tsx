import { ZoomIn, ZoomOut } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import type { Viewport } from './use-viewport.ts';

export const ZoomButtons = ({ viewport: { zoom, zoomToFit, fits } }: { viewport: Viewport }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend
  <div role="group" aria-label="Zoom of the timeline" className="flex items-center">
    <IconButton label="Zoom out" keys="-" disabled={fits} onClick={() => zoom(-1)}>
      <ZoomOut size={15} aria-hidden />
    </IconButton>
    <Tooltip text="Show the whole film" keys="0">
      <Button look="quiet" aria-pressed={fits} onClick={zoomToFit} className="px-1.5!">
        Fit
      </Button>
    </Tooltip>
    <IconButton label="Zoom in" keys="+" onClick={() => zoom(1)}>
      <ZoomIn size={15} aria-hidden />
    </IconButton>
  </div>
);
