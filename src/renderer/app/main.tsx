// Must come before anything that makes schemas.
import './zod-setup.ts';
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import './theme.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '../lib/queries.ts';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { App } from './app.tsx';
import { CrashGuard } from './crash-guard.tsx';
import { applyRememberedTheme } from './theme.ts';

applyRememberedTheme();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <TooltipProvider>
        <CrashGuard>
          <App />
        </CrashGuard>
      </TooltipProvider>
    </QueryClientProvider>
  </StrictMode>,
);
