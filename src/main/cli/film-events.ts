import type { ErrorCode } from '../../shared/errors.ts';
import type { ExportJob } from '../../shared/export.ts';
import type { JobState } from '../../shared/job.ts';
import type { Role } from '../../shared/take.ts';

/** How far all takes together are; `fraction` 0 to 1. */
export type Overall = {
  readonly done: number;
  readonly total: number;
  readonly fraction: number;
  readonly secondsLeft: number | null;
};

/** What `circle-take film` tells while it works; with --json each is one line. Scenes count from 1. */
export type FilmEvent =
  | { readonly event: 'phase'; readonly phase: 'storyboard' | 'takes' | 'export'; readonly text: string }
  | { readonly event: 'notice'; readonly text: string }
  | {
      readonly event: 'scene';
      readonly scene: number;
      readonly title: string;
      readonly role: Role;
      readonly state: JobState;
      readonly fraction: number | null;
      readonly secondsLeft: number | null;
      readonly text: string;
      readonly overall: Overall;
    }
  | {
      readonly event: 'take';
      readonly scene: number;
      readonly title: string;
      readonly role: Role;
      readonly takeId: string;
      readonly seconds: number | null;
      readonly costMicros: number;
      readonly remarks: readonly string[];
    }
  | {
      readonly event: 'export';
      readonly state: ExportJob['state'];
      readonly fraction: number;
      readonly secondsLeft: number | null;
    }
  | {
      readonly event: 'done';
      readonly file: string;
      readonly seconds: number;
      /** Null for sound alone. */
      readonly width: number | null;
      readonly height: number | null;
      readonly bytes: number;
      readonly costMicros: number;
      /** Captions and report that were written beside it. */
      readonly beside: readonly string[];
      /** The film folder that was kept, or null. */
      readonly film: string | null;
    }
  | {
      readonly event: 'error';
      readonly code: ErrorCode;
      readonly message: string;
      readonly action: string;
      readonly exitCode: number;
      readonly film: string | null;
    };

/** Where the events go. */
export type Report = (event: FilmEvent) => void;
