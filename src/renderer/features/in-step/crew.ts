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
  /** Whether the clock stands until it is ready. */
  awaited: boolean;
  /** It was waited for in vain, and is not until it has come by itself. */
  missed: boolean;
  /** Where it waits for the clock while it joins; null before that is settled. Seconds. */
  goal: number | null;
  /** How far ahead of the clock it goes to join. Seconds. */
  lead: number;
  /** What its own clock said last, and for how long it has said that. Seconds. */
  reading: number;
  stuck: number;
};

export type Membership = {
  readonly setAwaited: (awaited: boolean) => void;
  readonly leave: () => void;
};

export type Crew = ReturnType<typeof createCrew>;

/** The clock may be this part of a frame ahead of the slowest player, and behind the fastest. */
const leash = 0.8;
/** Nobody waits longer for a player that does not come: it joins later. Seconds. */
const patience = 5;
/** Nor for one that stopped in the middle. */
const patienceWithStuck = 2;
const firstLead = 0.3;
const mostLead = 2;
/** The clock makes up for no longer pauses: the window slept. Without players nobody says that time went by. Seconds. */
const longestStep = 2;
const longestBlindStep = 0.25;
/** So long after a start nothing is learnt of the machine, seconds. */
const beginning = 0.3;
/** One that stands for longer is not slow: it has nothing to show. Seconds. */
const breath = 0.15;
/** Over how long the speed that is reached is averaged, seconds. */
const speedOver = 2;

const isAwaited = ({ awaited, missed }: Member): boolean => awaited && !missed;

/** Plays any number of players by one clock: `step` is called for each frame of the display. */
export function createCrew(transport: Transport) {
  const members = new Map<Player, Member>();
  let framesPerSecond = 30;
  let heard: Player | null = null;
  let phase: 'still' | 'gather' | 'run' = 'still';
  /** Where the last step left the clock: anywhere else, and it was moved. */
  let left = -1;
  let waited = 0;
  /** Part of the speed that is asked for, and for which speed that was found. */
  let pace = 1;
  let pacedFor = 1;
  let reached = 1;
  /** How long they have been playing, seconds: at first they only begin to. */
  let running = 0;

  const now = () => transport.getState().frame / framesPerSecond;
  /** What is seen as one frame, in seconds of media: faster, the display leaves frames out. */
  const frameAt = (speed: number) => Math.max(1, speed) / framesPerSecond;
  const become = (member: Member, state: MemberState) => {
    if (member.state === state) return;
    member.state = state;
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
    members.values().every((member) => there.has(member) || !isAwaited(member));

  function standStill(): void {
    phase = 'still';
    transport.setWaiting(!isComplete(bring(stand)));
  }

  /** Speeds that no element plays: the clock goes on when all show where it is. */
  function hop(seconds: number): void {
    waited += seconds;
    const arrived = members.values().every((member) => shows(member.player) || !isAwaited(member));
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
    // Much may have changed since: it is found out anew.
    if (phase === 'still') pace = 1;
    phase = 'gather';
    const there = bring(arm);
    if (waited > patience) for (const member of members.values()) member.missed ||= !there.has(member);
    const complete = isComplete(there);
    transport.setWaiting(!complete);
    if (!complete) return;
    phase = 'run';
    running = 0;
    for (const member of members.values()) {
      member.goal = null;
      member.lead = firstLead;
      if (there.has(member)) release(member, now(), speed * pace);
    }
  }

  function release(member: Member, at: number, speed: number): void {
    const over = at >= endOf(member.player);
    member.stuck = 0;
    member.missed = false;
    become(member, over ? 'held' : 'playing');
    if (!over) setRate(member.player, speed, speed);
  }

  function run(seconds: number, speed: number): void {
    const before = now();
    for (const member of members.values()) if (member.state === 'playing') watch(member, seconds);
    const readings = [...members.values()].flatMap(({ state, player }) =>
      state === 'playing' ? player.currentTime : [],
    );
    const passed = Math.min(seconds, readings.length > 0 ? longestStep : longestBlindStep) * speed;
    const after = agree(before, passed * pace, readings, leash * frameAt(speed));
    measure(after - before, passed, seconds);
    transport.tick((after - before) / speed);
    if (now() < before) gather(0, speed);
    else for (const member of members.values()) follow(member, speed * pace);
  }

  function paceFor(speed: number): void {
    pace = Math.min(1, (pace * pacedFor) / speed);
    pacedFor = speed;
  }

  /** Who is over holds its last frame; who is stuck is left behind, and joins again. */
  function watch(member: Member, seconds: number): void {
    const { player } = member;
    member.stuck = player.currentTime === member.reading ? member.stuck + seconds : 0;
    member.reading = player.currentTime;
    if (player.ended || now() >= endOf(player)) become(member, 'held');
    else if (member.stuck > patienceWithStuck) leaveBehind(member);
  }

  function leaveBehind(member: Member): void {
    become(member, 'joining');
    member.missed = true;
    member.goal = null;
  }

  /** Learns what this machine can play from how far the clock came, of how far it should have. */
  function measure(done: number, asked: number, seconds: number): void {
    running += seconds;
    const standing = members.values().some(({ state, stuck }) => state === 'playing' && stuck > breath);
    if (running < beginning || standing || asked <= 0) return;
    pace = nextPace(pace, done, asked * pace, seconds);
    reached += (done / asked - reached) * Math.min(1, seconds / speedOver);
  }

  function follow(member: Member, speed: number): void {
    if (member.state === 'playing') keep(member, speed);
    else if (member.state === 'joining') join(member, speed);
  }

  function keep({ player }: Member, speed: number): void {
    const drift = { behind: now() - player.currentTime, frame: frameAt(speed), heard: player === heard };
    setRate(player, speed * steer(drift), speed);
  }

  /** It waits at a moment that is still to come, so that the others need not stop for it. */
  function join(member: Member, speed: number): void {
    if (member.player.readyState === 0 || member.player.seeking) return;
    const at = now();
    if (member.goal === null || at > member.goal + leash * frameAt(speed)) {
      member.goal = at + member.lead * speed;
      member.lead = Math.min(mostLead, member.lead * 2);
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
    /** Takes a player in; `onState` is told how it fares. */
    join(player: Player, { onState = () => {}, awaited = true }: Options = {}): Membership {
      const start = { state: 'joining', goal: null, lead: firstLead, reading: 0, stuck: 0, missed: false } as const;
      const member: Member = { ...start, player, onState, awaited };
      members.set(player, member);
      return {
        setAwaited: (next) => {
          member.awaited = next;
        },
        leave: () => members.delete(player),
      };
    },
    /** Moves clock and players on by `seconds` of real time. */
    step(seconds: number): void {
      const { playing, speed, frame } = transport.getState();
      const moved = frame !== left;
      if (playing && isPlayable(speed)) paceFor(speed);
      if (!playing) standStill();
      else if (!isPlayable(speed)) hop(seconds);
      else if (phase !== 'run' || moved) gather(seconds, speed);
      else run(seconds, speed);
      left = transport.getState().frame;
    },
    /** How many play, those left out that only come to take a place; and the part of the asked speed that they reach. */
    report: (): { readonly players: number; readonly reached: number } => ({
      players: [...members.values()].filter(({ awaited }) => awaited).length,
      reached: phase === 'run' ? reached : 1,
    }),
  };
}
