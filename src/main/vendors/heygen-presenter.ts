import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { VendorRequest, VendorResponse } from './define-vendor.ts';
import { unreadable } from './kit/read-answer.ts';

// Which stock presenters and voices there are is an account's own matter: https://developers.heygen.com/reference/list-avatar-looks

const lookSchema = z.looseObject({
  id: z.string().min(1),
  avatar_type: z.string().nullish(),
  default_voice_id: z.string().nullish(),
  preferred_orientation: z.string().nullish(),
  status: z.string().nullish(),
});
const voiceSchema = z.looseObject({ voice_id: z.string().min(1), language: z.string().nullish() });
const listSchema = z.union([
  z.looseObject({ data: z.array(voiceSchema).min(1) }),
  z.looseObject({ data: z.array(lookSchema).min(1) }),
]);
const emptySchema = z.looseObject({ data: z.array(z.unknown()).length(0) });
const preparedSchema = z.object({
  looks: z.array(lookSchema).optional(),
  voices: z.array(voiceSchema).optional(),
});
type Prepared = z.infer<typeof preparedSchema>;

export type Wanted = {
  readonly as: 'avatar' | 'image';
  readonly avatar?: string | undefined;
  readonly voice?: string | undefined;
};
type Shape = { readonly width: number; readonly height: number };

/** Who speaks, and with which voice; no avatar where a picture is the face. */
export type Presenter = { readonly avatar: string | null; readonly voice: string };

/** The next free call that finds a presenter and a voice; null once both are known. */
export function lookUpPresenter(wanted: Wanted, shape: Shape, prepared: unknown): VendorRequest | null {
  const known = preparedSchema.parse(prepared ?? {});
  if (wanted.as === 'avatar' && !wanted.avatar && !known.looks) {
    return { method: 'GET', path: '/v3/avatars/looks?avatar_type=studio_avatar&ownership=public&limit=50' };
  }
  if (wanted.voice || known.voices || lookFor(wanted, shape, known)?.default_voice_id) return null;
  return { method: 'GET', path: '/v3/voices?limit=100' };
}

/** Adds a list of looks or voices to what was read before. Throws `unsupported` for an empty list. */
export function readPresenters({ body }: VendorResponse, prepared: unknown): Prepared {
  const known = preparedSchema.parse(prepared ?? {});
  if (emptySchema.safeParse(body).success) throw nobody();
  const list = listSchema.safeParse(body);
  if (!list.success) throw unreadable('HeyGen', 'a list');
  const voices = z.array(voiceSchema).safeParse(list.data.data);
  if (voices.success) return { ...known, voices: voices.data };
  return { ...known, looks: z.array(lookSchema).parse(list.data.data) };
}

/** Throws `unsupported` where HeyGen lists nobody who could speak. */
export function presenterOf(wanted: Wanted, shape: Shape, prepared: unknown): Presenter {
  const known = preparedSchema.parse(prepared ?? {});
  const look = lookFor(wanted, shape, known);
  const avatar = wanted.as === 'image' ? null : (wanted.avatar ?? look?.id);
  const voice = wanted.voice ?? look?.default_voice_id ?? voiceIn(known)?.voice_id;
  if (avatar === undefined || voice === undefined) throw nobody();
  return { avatar, voice };
}

/** One that is ready and made for the shape, else the first that is ready. */
function lookFor({ as, avatar }: Wanted, { width, height }: Shape, { looks = [] }: Prepared) {
  if (as === 'image' || avatar) return undefined;
  const ready = looks.filter(({ status }) => !status || status === 'completed');
  const orientation = width > height ? 'landscape' : 'portrait';
  return ready.find((look) => look.preferred_orientation === orientation) ?? ready[0];
}

/** The language of the narration is not known here: a voice of many languages, else an English one, else the first. */
const voiceIn = ({ voices = [] }: Prepared) =>
  voices.find(({ language }) => /multilingual/i.test(language ?? '')) ??
  voices.find(({ language }) => /^en/i.test(language ?? '')) ??
  voices[0];

const nobody = (): AppError =>
  new AppError({
    code: 'unsupported',
    message: 'HeyGen lists no presenter or no voice for this account.',
    action: 'Add one at HeyGen, or choose another generator.',
  });
