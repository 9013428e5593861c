import type { Transport } from '../player/transport.ts';
import { arm, endOf, type Player, shows, stand } from './player.ts';
import { isPlayable, rateChange, steer } from './steering.ts';

/**
 * `standing` with a clock that stands, `joining` while it is brought to a moment ahead of a clock that runs, `playing` in
 * step, `held` on its last frame.
 */
export type MemberState = 'standing' | 'joining' | 'playing' | 'held';

type Member = {
  readonly player: Player;
  readonly onState: (state: MemberState) => void;
  state: MemberState;
  /** Where it waits for the clock while it joins; null before that is settled. Seconds. */
  goal: number | null;
  /** How far ahead of the clock it goes to join. Seconds. */
  lead: number;
};

export type Crew = ReturnType<typeof createCrew>;

/** The clock may be ahead of the slowest player by this part of a frame. */
const leash = 0.5;
/** Nobody waits longer for a player that does not come: it joins later. Seconds. */
const patience = 5;
const firstLead = 0.3;
const mostLead = 2;
/** The clock makes up for no longer pause: the window slept. Seconds. */
const longestStep = 0.25;

/** Plays any number of players by one clock: `step` is called for each frame of the display. */
export function createCrew(transport: Transport) {
  const members = new Map<Player, Member>();
  let framesPerSecond = 30;
  let heard: Player | null = null;
  let phase: 'still' | 'gather' | 'run' = 'still';
  /** Where the last step left the clock: anywhere else, and it was moved. */
  let left = -1;
  let waited = 0;

  const now = () => transport.getState().frame / framesPerSecond;
  const become = (member: Member, state: MemberState) => {
    if (member.state === state) return;
    member.state = state;
    member.onState(state);
  };
  const setRate = (player: Player, wanted: number, plain: number) => {
    const rate = rateChange(player.playbackRate, wanted, plain);
    if (rate !== null) player.playbackRate = rate;
  };

  function standStill(): boolean {
    phase = 'still';
    const shown = [...members.values()].map((member) => {
      become(member, 'standing');
      return stand(member.player, now());
    });
    return shown.every(Boolean);
  }

  /** Speeds that no element plays: the clock goes on when all show where it is. */
  function hop(seconds: number): void {
    waited += seconds;
    if ([...members.keys()].every(shows)) {
      transport.setWaiting(false);
      transport.tick(Math.min(waited, longestStep));
      waited = 0;
    }
    standStill();
  }

  /** The clock stands until every player is ready at its moment; then all go at once. */
  function gather(seconds: number, speed: number): void {
    waited = phase === 'gather' ? waited + seconds : 0;
    phase = 'gather';
    const at = now();
    const ready = [...members.values()].filter(({ player }) => arm(player, at));
    const enough = ready.length === members.size || (waited > patience && ready.length > 0);
    transport.setWaiting(!enough);
    if (!enough) return;
    phase = 'run';
    for (const member of members.values()) rejoin(member);
    for (const member of ready) release(member, at, speed);
  }

  function rejoin(member: Member): void {
    become(member, 'joining');
    member.goal = null;
    member.lead = firstLead;
  }

  function release(member: Member, at: number, speed: number): void {
    const over = at >= endOf(member.player);
    become(member, over ? 'held' : 'playing');
    if (!over) setRate(member.player, speed, speed);
  }

  function run(seconds: number, speed: number): void {
    const before = now();
    const playing = [...members.values()].filter(({ state }) => state === 'playing');
    for (const member of playing) {
      if (member.player.ended || before >= endOf(member.player)) become(member, 'held');
    }
    const slowest = Math.min(
      ...playing.map(({ state, player }) => (state === 'playing' ? player.currentTime : Number.POSITIVE_INFINITY)),
    );
    const room = slowest + leash / framesPerSecond - before;
    transport.tick(Math.max(0, Math.min(seconds, longestStep, room / speed)));
    const after = now();
    if (after < before) phase = 'gather';
    else for (const member of members.values()) follow(member, after, speed);
  }

  function follow(member: Member, at: number, speed: number): void {
    if (member.state === 'playing') keep(member, at, speed);
    else if (member.state === 'joining') join(member, at, speed);
  }

  function keep({ player }: Member, at: number, speed: number): void {
    const behind = at - player.currentTime;
    const factor = steer({ behind, frame: 1 / framesPerSecond, heard: player === heard });
    setRate(player, speed * factor, speed);
  }

  /** It waits at a moment that is still to come, so that the others need not stop for it. */
  function join(member: Member, at: number, speed: number): void {
    const late = member.goal !== null && at > member.goal + leash / framesPerSecond;
    if (member.goal === null || late) {
      if (late) member.lead = Math.min(mostLead, member.lead * 1.5);
      member.goal = at + member.lead * speed;
    }
    if (arm(member.player, member.goal) && at >= member.goal) release(member, at, speed);
  }

  return {
    setFramesPerSecond(next: number): void {
      framesPerSecond = next;
    },
    /** Who is heard, and so not bent much. */
    setHeard(player: Player | null): void {
      heard = player;
    },
    /** Takes a player in. `onState` is told how it fares. Gives the way to take it out. */
    join(player: Player, onState: (state: MemberState) => void = () => {}): () => void {
      members.set(player, { player, onState, state: 'standing', goal: null, lead: firstLead });
      const member = members.get(player);
      if (member && phase === 'run') rejoin(member);
      return () => members.delete(player);
    },
    /** Moves clock and players on by `seconds` of real time. */
    step(seconds: number): void {
      const { playing, speed, frame } = transport.getState();
      const moved = frame !== left;
      if (!playing) transport.setWaiting(!standStill());
      else if (!isPlayable(speed)) hop(seconds);
      else if (phase !== 'run' || moved) gather(seconds, speed);
      else run(seconds, speed);
      left = transport.getState().frame;
    },
  };
}
