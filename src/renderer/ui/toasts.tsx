import { X } from 'lucide-react';
import { useEffect } from 'react';
import { create } from 'zustand';
import type { ErrorData } from '../../shared/errors.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';

type Toast = {
  readonly id: number;
  readonly text: string;
  /** A second line: the next step of a failure. */
  readonly more?: string;
  readonly tone: 'calm' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Replaces the toast of the same topic: what it offered is no longer true. */
  readonly topic?: string;
};

const useToasts = create<{ readonly list: readonly Toast[] }>(() => ({ list: [] }));
let lastId = 0;

function show(toast: Omit<Toast, 'id'>): void {
  lastId += 1;
  const next = { ...toast, id: lastId };
  useToasts.setState(({ list }) => {
    const others = list.filter((each) => next.topic === undefined || each.topic !== next.topic);
    // Three at most: older ones have been seen.
    return { list: [...others.slice(-2), next] };
  });
}

const dismiss = (id: number) => useToasts.setState(({ list }) => ({ list: list.filter((toast) => toast.id !== id) }));

/** Takes a toast away whose words are not to be read any more. */
export const dismissTopic = (topic: string): void =>
  useToasts.setState(({ list }) => ({ list: list.filter((toast) => toast.topic !== topic) }));

/** Says that something was done, with the way to take it back. */
export function toast(text: string, action?: Toast['action'], topic?: string): void {
  show({ text, tone: 'calm', ...(action && { action }), ...(topic && { topic }) });
}

/** Says what failed and what to do; a cancelled action is not a failure. */
export function toastError(error: ErrorData): void {
  if (error.code !== 'cancelled') show({ text: error.message, more: error.action, tone: 'bad' });
}

const shownMs = { calm: 8000, bad: 14_000 } as const;

function ToastCard({ toast: { id, text, more, tone, action } }: { toast: Toast }) {
  useEffect(() => {
    const timer = setTimeout(() => dismiss(id), shownMs[tone]);
    return () => clearTimeout(timer);
  }, [id, tone]);
  return (
    <li className="pointer-events-auto flex max-w-lg items-center gap-3 rounded-2 border border-line-strong bg-raised py-1.5 ps-3 pe-1.5 shadow-float">
      <span className="min-w-0">
        <span className={tone === 'bad' ? 'text-bad' : ''}>{text}</span>
        {more && <span className="block text-text-2">{more}</span>}
      </span>
      {action && (
        <Button
          look="quiet"
          className="text-text"
          onClick={() => {
            dismiss(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label="Close" onClick={() => dismiss(id)}>
        <X size={14} aria-hidden />
      </IconButton>
    </li>
  );
}

/** Mounted once, by App. */
export function Toasts() {
  const list = useToasts((state) => state.list);
  return (
    <ol
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--dock,0px)+1rem)] z-50 flex flex-col items-center gap-2"
    >
      {list.map((each) => (
        <ToastCard key={each.id} toast={each} />
      ))}
    </ol>
  );
}
