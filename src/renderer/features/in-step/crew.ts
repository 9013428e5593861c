import type { Transport } from '../player/transport.ts';
import { arm, endOf, type Player, shows, stand } from './player.ts';
import { agree, isPlayable, nextPace, rateChange, steer } from './steering.ts';

/**
 * `joining` while it is brought to where it should be, `standing` there with a clock that stands, `playing` in step, `held`
 * on its last frame.
 */
export type MemberState = 'joining' | 'standing' | 'playing' | 'held';

type Options = {
  readonly onState?: (state: MemberState) => void;
  /** False for one that only comes to take another's place: nobody waits for it. */
  readonly awaited?: boolean;
};

type Member = {
  readonly player: Player;
  readonly onState: (state: MemberState) => void;
  state: MemberState;
  /** Whether the clock stands until it is ready: not once it was waited for in vain. */
  awaited: boolean;
  /** Where it waits for the clock while it joins; null before that is settled. Seconds. */
  goal: number | null;
  /** How far ahead of the clock it goes to join. Seconds. */
  lead: number;
};

export type Crew = ReturnType<typeof createCrew>;

/** The clock may be this part of a frame ahead of the slowest player, and behind the fastest. */
const leash = 0.8;
/** Nobody waits longer for a player that does not come: it joins later. Seconds. */
const patience = 5;
const firstLead = 0.3;
const mostLead = 2;
/** The clock makes up for no longer pauses: the window slept. Without players nobody says that time went by. Seconds. */
const longestStep = 2;
const longestBlindStep = 0.25;
/** Over how long the speed that is reached is averaged, seconds. */
const speedOver = 2;

/** Plays any number of players by one clock: `step` is called for each frame of the display. */
export function createCrew(transport: Transport) {
  const members = new Map<Player, Member>();
  let framesPerSecond = 30;
  let heard: Player | null = null;
  let phase: 'still' | 'gather' | 'run' = 'still';
  /** Where the last step left the clock: anywhere else, and it was moved. */
  let left = -1;
  let waited = 0;
  let pace = 1;
  let reached = 1;

  const now = () => transport.getState().frame / framesPerSecond;
  const become = (member: Member, state: MemberState) => {
    if (member.state === state) return;
    member.state = state;
    if (state !== 'joining') member.awaited = true;
    member.onState(state);
  };
  const setRate = (player: Player, wanted: number, plain: number) => {
    const rate = rateChange(player.playbackRate, wanted, plain);
    if (rate !== null) player.playbackRate = rate;
  };

  /** Brings every member to the clock, which stands; gives those that are there. */
  function bring(how: typeof stand): Set<Member> {
    const at = now();
    const there = new Set([...members.values()].filter(({ player }) => how(player, at)));
    for (const member of members.values()) become(member, there.has(member) ? 'standing' : 'joining');
    return there;
  }

  const isComplete = (there: ReadonlySet<Member>): boolean =>
    members.values().every((member) => there.has(member) || !member.awaited);

  function standStill(): void {
    phase = 'still';
    transport.setWaiting(!isComplete(bring(stand)));
  }

  /** Speeds that no element plays: the clock goes on when all show where it is. */
  function hop(seconds: number): void {
    waited += seconds;
    const arrived = members.values().every(({ player, awaited }) => shows(player) || !awaited);
    if (arrived) {
      transport.setWaiting(false);
      transport.tick(Math.min(waited, longestBlindStep));
      waited = 0;
    }
    standStill();
  }

  /** The clock stands until every player is ready at its moment; then all go at once. */
  function gather(seconds: number, speed: number): void {
    waited = phase === 'gather' ? waited + seconds : 0;
    phase = 'gather';
    const there = bring(arm);
    if (waited > patience) for (const member of members.values()) member.awaited &&= there.has(member);
    const complete = isComplete(there);
    transport.setWaiting(!complete);
    if (!complete) return;
    phase = 'run';
    for (const member of members.values()) {
      member.goal = null;
      member.lead = firstLead;
      if (there.has(member)) release(member, now(), speed * pace);
    }
  }

  function release(member: Member, at: number, speed: number): void {
    const over = at >= endOf(member.player);
    become(member, over ? 'held' : 'playing');
    if (!over) setRate(member.player, speed, speed);
  }

  function run(seconds: number, speed: number): void {
    const before = now();
    for (const member of members.values()) {
      const over = member.player.ended || before >= endOf(member.player);
      if (member.state === 'playing' && over) become(member, 'held');
    }
    const readings = [...members.values()].flatMap(({ state, player }) =>
      state === 'playing' ? player.currentTime : [],
    );
    const passed = Math.min(seconds, readings.length > 0 ? longestStep : longestBlindStep) * speed;
    const after = agree(before, passed * pace, readings, leash / framesPerSecond);
    pace = nextPace(pace, after - before, passed * pace, seconds);
    if (passed > 0) reached += ((after - before) / passed - reached) * Math.min(1, seconds / speedOver);
    transport.tick((after - before) / speed);
    if (now() < before) gather(0, speed);
    else for (const member of members.values()) follow(member, speed * pace);
  }

  function follow(member: Member, speed: number): void {
    if (member.state === 'playing') keep(member, speed);
    else if (member.state === 'joining') join(member, speed);
  }

  function keep({ player }: Member, speed: number): void {
    const drift = { behind: now() - player.currentTime, frame: 1 / framesPerSecond, heard: player === heard };
    setRate(player, speed * steer(drift), speed);
  }

  /** It waits at a moment that is still to come, so that the others need not stop for it. */
  function join(member: Member, speed: number): void {
    const at = now();
    const late = member.goal !== null && at > member.goal + leash / framesPerSecond;
    if (member.goal === null || late) {
      if (late) member.lead = Math.min(mostLead, member.lead * 1.5);
      member.goal = at + member.lead * speed;
    }
    if (arm(member.player, member.goal) && at >= Math.min(member.goal, endOf(member.player))) {
      release(member, at, speed);
    }
  }

  return {
    setFramesPerSecond(next: number): void {
      framesPerSecond = next;
    },
    /** Who is heard, and so not bent much. */
    setHeard(player: Player | null): void {
      heard = player;
    },
    /** Takes a player in; `onState` is told how it fares. Gives the way to take it out. */
    join(player: Player, { onState = () => {}, awaited = true }: Options = {}): () => void {
      members.set(player, { player, onState, awaited, state: 'joining', goal: null, lead: firstLead });
      return () => members.delete(player);
    },
    /** Moves clock and players on by `seconds` of real time. */
    step(seconds: number): void {
      const { playing, speed, frame } = transport.getState();
      const moved = frame !== left;
      if (!playing) standStill();
      else if (!isPlayable(speed)) hop(seconds);
      else if (phase !== 'run' || moved) gather(seconds, speed);
      else run(seconds, speed);
      left = transport.getState().frame;
    },
    /** How many play now, and the part of the asked speed that they reach. */
    report: (): { readonly players: number; readonly reached: number } => ({
      players: members.size,
      reached: phase === 'run' ? reached : 1,
    }),
  };
}
