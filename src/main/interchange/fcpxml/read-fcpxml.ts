import { AppError } from '../../../shared/errors.ts';
import { transitions } from '../../../shared/film.ts';
import { type FrameRate, frameSeconds, framesNear } from '../../../shared/time.ts';
import { type EditedJoin, type EditedPiece, type EditedTimeline, transitionNamed } from '../edited-timeline.ts';
import { isNamedByUs } from '../link-take.ts';
import { childOf, findNode, parseXml, type XmlNode } from '../parse-xml.ts';
import { parseSeconds } from '../rational.ts';
import { keyPrefix } from './fcpxml-resources.ts';
import { sourceTime } from './fcpxml-time.ts';

/**
 * Reads the primary storyline of the first project in an FCPXML file, of any version, at the film's frame rate. Throws
 * `damaged` when it is no XML, and `unsupported` when no timeline is in it.
 */
export function readFcpxml(text: string, rate: FrameRate): EditedTimeline {
  const root = parseXml(text);
  // Compound clips among the resources are sequences, too.
  const project = root.name === 'fcpxml' ? findNode(root, 'project') : undefined;
  const sequence = childOf(project, 'sequence');
  const spine = childOf(sequence, 'spine');
  if (!spine) throw new AppError({ code: 'unsupported', message: 'This file holds no Final Cut Pro timeline.' });
  const context = { rate, assets: assetsOf(root), notes: [] as string[] };
  const items = spine.children.flatMap((node, index) => itemOf(node, spine.children[index + 1], context));
  return { items, notes: [...context.notes, ...foreignNotes(spine, context.assets)] };
}

type Context = { readonly rate: FrameRate; readonly assets: ReadonlyMap<string, Asset>; readonly notes: string[] };
type Asset = {
  readonly name: string;
  readonly src: string | null;
  readonly start: number;
  readonly take: string | null;
  readonly ours: boolean;
  readonly seconds: number | null;
};

function assetsOf(root: XmlNode): Map<string, Asset> {
  const assets = (childOf(root, 'resources')?.children ?? []).filter(({ name }) => name === 'asset');
  return new Map(
    assets.map((node) => {
      const { id = '', name = '', src, start, duration } = node.attributes;
      const asset = {
        name,
        // Before version 1.9 the file stood in the asset itself.
        src: childOf(node, 'media-rep')?.attributes.src ?? src ?? null,
        start: parseSeconds(start) ?? 0,
        take: metadataOf(node, 'take'),
        ours: metadataOf(node, 'take') !== null || metadataOf(node, 'music') !== null || isNamedByUs(name),
        seconds: parseSeconds(duration),
      };
      return [id, asset];
    }),
  );
}

function metadataOf(node: XmlNode, key: string): string | null {
  const entries = childOf(node, 'metadata')?.children ?? [];
  return entries.find(({ attributes }) => attributes.key === `${keyPrefix}${key}`)?.attributes.value ?? null;
}

/** What was connected to the storyline there, and is not what we connected. */
function foreignNotes(spine: XmlNode, assets: ReadonlyMap<string, Asset>): string[] {
  const connected = spine.children
    .flatMap((node) => (node.name === 'audition' ? node.children : [node]))
    .flatMap(inLanes);
  const names = connected.flatMap((node) => {
    const above = Number(node.attributes.lane) > 0 && !['title', 'caption'].includes(node.name);
    const asset = assets.get(refOf(node) ?? '');
    return above || (asset && !asset.ours) ? [node.attributes.name ?? asset?.name ?? ''] : [];
  });
  return [...new Set(names)].map((name) => `“${name}”, connected to the storyline, is left out`);
}

const inLanes = (node: XmlNode): XmlNode[] => node.children.filter(({ attributes }) => attributes.lane);

function itemOf(node: XmlNode, next: XmlNode | undefined, context: Context): (EditedPiece | EditedJoin)[] {
  if (node.name === 'transition') return [joinOf(node, next, context)];
  // The first of an audition is the picked one.
  const shown = node.name === 'audition' ? node.children[0] : node;
  return shown ? [pieceOf(shown, context)] : [];
}

function pieceOf(node: XmlNode, { rate, assets, notes }: Context): EditedPiece {
  const asset = assets.get(refOf(node) ?? '') ?? null;
  const { name = '', start, duration, enabled } = node.attributes;
  const source = sourceTime(childOf(node, 'timeMap'), parseSeconds(start) ?? 0);
  if (enabled === '0') notes.push(`“${name}” is switched off there and became empty`);
  const kind = kindOf(node, asset, source.speed);
  const moves = kind === 'clip' || kind === 'freeze';
  return {
    kind,
    link: { name, ...linkOf(node, asset) },
    frames: framesNear(parseSeconds(duration) ?? asset?.seconds ?? 0, rate),
    from: moves ? framesFrom(source.seconds - (asset?.start ?? 0), rate) : 0,
    speed: source.speed,
  };
}

/** Whole frames since the source's first, which may lie between two frames of ours. */
const framesFrom = (seconds: number, rate: FrameRate): number => Math.floor(seconds / frameSeconds(1, rate) + 0.02);

function kindOf({ name, attributes }: XmlNode, asset: Asset | null, speed: number): EditedPiece['kind'] {
  if (name === 'gap' || attributes.enabled === '0') return 'gap';
  if (asset?.seconds === 0 || (name === 'video' && !asset?.seconds)) return 'still';
  return speed === 0 ? 'freeze' : 'clip';
}

/** Our ids from the metadata, else from the note. */
function linkOf(node: XmlNode, asset: Asset | null): Omit<EditedPiece['link'], 'name'> {
  const said = childOf(node, 'note')?.text ?? '';
  return {
    sceneId: metadataOf(node, 'scene') ?? /sc_[0-9a-z]{8,32}/.exec(said)?.[0] ?? null,
    takeId: asset?.take ?? metadataOf(node, 'take') ?? /tk_[0-9a-z]{8,32}/.exec(said)?.[0] ?? null,
    file: asset?.src ?? asset?.name ?? null,
  };
}

/** Of the clip itself, or, where Final Cut Pro made a container of it, of what lies inside. */
const refOf = (node: XmlNode): string | undefined =>
  node.attributes.ref ?? (findNode(node, 'video') ?? findNode(node, 'asset-clip'))?.attributes.ref;

function joinOf(node: XmlNode, next: XmlNode | undefined, { rate }: Context): EditedJoin {
  const { name = '', offset, duration } = node.attributes;
  const frames = framesNear(parseSeconds(duration) ?? 0, rate);
  const edit = parseSeconds(next?.attributes.offset);
  const begins = parseSeconds(offset);
  const middle = Math.ceil(frames / 2);
  const before = edit === null || begins === null ? middle : framesNear(edit - begins, rate);
  const said = transitions.find((kind) => kind === metadataOf(node, 'transition'));
  const inside = Math.min(frames, Math.max(0, before));
  return {
    kind: 'join',
    transition: said ?? transitionNamed(name),
    // Replaced by another one in the editor, a transition has another name.
    certain: said !== undefined && name === 'Cross Dissolve',
    name,
    before: inside,
    after: frames - inside,
  };
}
