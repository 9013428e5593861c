import { readFile } from 'node:fs/promises';
import { type Answer, recordOf, type SimulatedCall, spokenSeconds } from '../simulated-dialect.ts';
import { geminiProblem, geminiTokens, invalidArgument, noModel, pictureTokens, unknownName } from './gemini-answers.ts';

/** Micro-dollars for a token that goes in and one that comes out; sizes that may be asked for. */
const imageModels: Readonly<
  Record<string, { readonly input: number; readonly output: number; readonly sizes: readonly string[] }>
> = {
  'gemini-3-pro-image': { input: 2, output: 120, sizes: ['1K', '2K', '4K'] },
  'gemini-3.1-flash-image': { input: 0.5, output: 60, sizes: ['512', '1K', '2K', '4K'] },
  'gemini-3.1-flash-lite-image': { input: 0.5, output: 30, sizes: ['512', '1K'] },
};
/** Micro-dollars for a character: a guess, since Google's page could not be seen. */
const speechModels: Readonly<Record<string, number>> = { 'gemini-3.8-flash-tts': 33, 'gemini-3.8-flash-lite-tts': 17 };

const shapes = '1:1 2:3 3:2 3:4 4:3 4:5 5:4 9:16 16:9 21:9'.split(' ');
const voices = 'Zephyr Puck Charon Kore Fenrir Leda Orus Aoede'.split(' ');

type Part = { readonly text: string; readonly pictures: number };

/** What the one message says and shows; null for a body without one. */
function messageIn(body: unknown): Part | null {
  const [content] = [recordOf(body).contents].flat();
  const parts = [recordOf(content).parts].flat().map(recordOf);
  const text = parts.map((part) => String(part.text ?? '')).join('');
  const pictures = parts.filter(({ inlineData }) => isPicture(recordOf(inlineData)));
  const odd = parts.some((part) => part.text === undefined && !isPicture(recordOf(part.inlineData)));
  return text === '' || odd ? null : { text, pictures: pictures.length };
}

const isPicture = ({ mimeType, data }: Readonly<Record<string, unknown>>): boolean =>
  /^image\/(png|jpeg|webp)$/.test(String(mimeType)) && /^[\w+/]+=*$/.test(String(data));

/** Answers with a picture or a voice, whatever the model makes. */
export async function generateContent(call: SimulatedCall): Promise<Answer> {
  const model = call.params.model ?? '';
  const message = messageIn(call.body);
  const config = recordOf(recordOf(call.body).generationConfig);
  if (!imageModels[model] && speechModels[model] === undefined) return noModel(model);
  if (!message) return invalidArgument('* GenerateContentRequest.contents: contents is not specified');
  return imageModels[model] ? paint(call, model, message, config) : speak(call, model, message, config);
}

type Config = Readonly<Record<string, unknown>>;

async function paint(call: SimulatedCall, name: string, message: Part, config: Config): Promise<Answer> {
  const { aspectRatio = '1:1', imageSize = '1K' } = recordOf(config.imageConfig);
  const model = imageModels[name];
  const unknown = unknownName(config, ['responseModalities', 'imageConfig']);
  if (unknown) return unknown;
  if (!model?.sizes.includes(String(imageSize))) return invalidArgument(`Unsupported image size ${imageSize}.`);
  if (!shapes.includes(String(aspectRatio))) return invalidArgument(`Unsupported aspect ratio ${aspectRatio}.`);
  const output = imageSize === '4K' ? 2000 : pictureTokens;
  const input = geminiTokens(message.text) + message.pictures * pictureTokens;
  const { id } = call.accept({
    ...{ model: name, input: recordOf(call.body), usualSeconds: 15 },
    micros: Math.ceil(input * model.input + output * model.output),
    media: { makes: 'image', prompt: message.text, seconds: 0, aspect: aspectOf(String(aspectRatio)) },
  });
  const job = await call.jobs.settled(id);
  if (!job?.file) return failureOf(call, 'IMAGE_SAFETY', 'IMAGE_OTHER');
  const data = (await readFile(job.file)).toString('base64');
  const parts = [{ text: 'Here it is.' }, { inlineData: { mimeType: 'image/png', data } }];
  return candidate({ content: { role: 'model', parts }, finishReason: 'STOP' }, input, output);
}

const aspectOf = (shape: string): string => (['16:9', '9:16', '1:1', '4:5'].includes(shape) ? shape : '16:9');

async function speak(call: SimulatedCall, model: string, { text }: Part, config: Config): Promise<Answer> {
  const speech = recordOf(recordOf(recordOf(config.speechConfig).voiceConfig).prebuiltVoiceConfig);
  const unknown = unknownName(config, ['responseModalities', 'speechConfig']);
  if (unknown) return unknown;
  if (!voices.includes(String(speech.voiceName)))
    return invalidArgument(`Voice name ${speech.voiceName} is not supported.`);
  const seconds = spokenSeconds(text, 1);
  const { id } = call.accept({
    ...{ model, input: recordOf(call.body), usualSeconds: 3 + seconds / 10 },
    micros: text.length * (speechModels[model] ?? 0),
    media: { makes: 'audio', prompt: text, seconds, aspect: '' },
  });
  const job = await call.jobs.settled(id);
  if (!job?.file) return failureOf(call, 'PROHIBITED_CONTENT', 'OTHER');
  const data = bareSamples(await readFile(job.file)).toString('base64');
  const parts = [{ inlineData: { mimeType: 'audio/L16;codec=pcm;rate=24000', data } }];
  return candidate(
    { content: { role: 'model', parts }, finishReason: 'STOP' },
    geminiTokens(text),
    Math.ceil(seconds * 25),
  );
}

/** Of a WAV file of 24 kHz, mono, 16 bit. */
const bareSamples = (wav: Buffer): Buffer => wav.subarray(wav.indexOf('data') + 8);

const candidate = (more: object, promptTokenCount: number, candidatesTokenCount: number): Answer => ({
  status: 200,
  body: {
    candidates: [{ ...more, index: 0 }],
    usageMetadata: {
      ...{ promptTokenCount, candidatesTokenCount },
      totalTokenCount: promptTokenCount + candidatesTokenCount,
    },
  },
});

function failureOf({ mishap }: SimulatedCall, refused: string, failed: string): Answer {
  if (mishap === 'fail-content')
    return candidate({ finishReason: refused, finishMessage: 'It may not be shown.' }, 6, 0);
  if (mishap === 'fail-generic') return candidate({ finishReason: failed }, 6, 0);
  return geminiProblem(500, 'INTERNAL', 'An internal error has occurred.');
}
