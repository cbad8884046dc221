/* Lanes: one endpoint's lane, NR queue rows, NW workers.
 * `npm run check:models` searches it, and shows what happens without each amendment; scripts/models/amendments.ts has the line
 * of the code that each is.
 * A SQL statement is one atomic step, but a claim and a give-back are sent first, reach Postgres at any later time
 * whatever has become of the process, and a claim's reply is a third step. With SPLIT a take and a claim are what
 * read committed makes of them: the snapshot is one step; the update, which sees each row anew, but everything else
 * (heartbeats in a take, the lane in a claim) as the snapshot did, is another; then an old epoch may claim, harmlessly,
 * so that half of L5 is not asked. A send is begin and end; finding the
 * heartbeat fresh and beginning are two steps, because a process can be stopped between them; one that is not
 * stopped is taken to need less than 5 s for that.
 * Time is three ages of a heartbeat: 0 = under 10 s, 1 = 10 to 15 s, 2 = 15 s and more ("dead").
 * A healthy worker's age stays 0; it grows while the worker is paused, crashed or cut off from Postgres. By its own
 * clock, counted from before the heartbeat was sent, a worker is 10 s old earlier: it may find its heartbeat not
 * fresh and then have the next one accepted.
 * Hints are left out: the survey starts whatever they could, so losing all of them is the worst case. Left out too:
 * rate, breaker, next_at (always due), other lanes; a take's reply that comes late is one that is lost.
 *
 *   GIVE BACK  an owner with nothing of the lane in memory forgets the lane, then the statement runs: owner = null where
 *              owner and epoch are as they were held. Its outcome does not matter. A claim may be under way.
 *   MAY GO     at the last moment before the socket: where the heartbeat is not fresh or the lane not held, nothing is sent,
 *              and the row and the lane are forgotten.
 *   BREAK OFF  at 14 s by its own clock a worker breaks off what it sends. Postgres may have seen a later heartbeat, and
 *              then nobody takes the lane from it: so it forgets the lane. The record changes nothing, the claim stands.
 *   DROP       a claim's reply starts its rows if the heartbeat is fresh and the lane is held with the claim's epoch;
 *              else the rows are forgotten, and the lane too if it is that one.
 *   A row is in memory until its record is confirmed; a record without a reply is repeated.
 *
 * Amendments, each switched off by its name (so that its counterexample can be seen again):
 *   NO_CLAIM   Claim does not look at the lane's owner and epoch, and takes `claim_epoch <> epoch`
 *   NO_HB      a late heartbeat revives the worker: it keeps its id, its lane and the claim under way
 *   NO_ABORT   sends in flight go on although the worker is cut off from Postgres
 *   NO_TRIPLE  Record compares claim_epoch only, not (claim_epoch, round, attempts)
 *   NO_ROUND   ... compares (claim_epoch, attempts)
 *   NO_SELF    Take does not take what Postgres says is ours but our memory does not hold
 *   NO_COUNT   a claim over an unfinished claim counts as a new attempt
 *   NO_DROP    a claim's reply starts its rows although the heartbeat is not fresh
 *   NO_MATCH   ... although the lane is not held any more with the claim's epoch
 *   NO_FORGET  a dropped reply forgets its rows, but keeps the lane
 *   NO_LEAVE   who breaks off a send keeps the lane
 *   NO_TOLD    a claim does not tell whether the lane is still ours: nothing due and lost look the same
 *   NO_SEEN    (SPLIT) Take does not compare the epoch that its snapshot saw
 *   BACK_BLIND the give-back compares the owner only, not the epoch
 *   BACK_BUSY  gives the lane back although rows of it are in memory
 * HB_REPLY reads the worker's own clock when the heartbeat's reply arrives, not before it is sent.
 * Budgets: CRASH PAUSE CUT REDRIVE (and replays) KILL (rows ended from outside) BACK (give-backs, at whatever moment: nothing but
 *          the budget keeps a worker from taking and giving back for ever, see `give back`)
 *          LOST (replies that never come: the statement is over, or commits at some later time, or never).
 * Run: spin -a -D… lanes.pml; safety: gcc -DSAFETY -DNOCLAIM, pan -E; liveness: gcc -DNFAIR=4, pan -E -a -f.
 */
/* Bounds, each by its name with -D. */
#ifndef NW
#define NW 2
#endif
#ifndef NR
#define NR 1
#endif
#ifndef MAX
#define MAX 2
#endif
#ifndef CRASH
#define CRASH 0
#endif
#ifndef PAUSE
#define PAUSE 0
#endif
#ifndef CUT
#define CUT 0
#endif
#ifndef LOST
#define LOST 0
#endif
#ifndef REDRIVE
#define REDRIVE 0
#endif
#ifndef KILL
#define KILL 0
#endif
#ifndef BACK
#define BACK 0
#endif

#define IDLE 0      /* no such row in this worker's memory */
#define CLAIMED 1   /* in a claim's reply that is on its way */
#define GO 2        /* the reply found the heartbeat fresh: about to start the send */
#define SENDING 3
#define OK 4        /* answered 2xx, to be recorded (again, if the reply was lost) */
#define BAD 5       /* failed, to be recorded (again) */
#define CUT_OFF 6   /* broken off by ourselves: the attempt is kept, the claim stands */

#define NONE 0      /* no claim under way */
#define SENT 1
#define READ 2      /* SPLIT: has read the lane */
#define DONE 3      /* its reply is on its way */

#define PENDING 0
#define DELIVERED 1
#define DEAD 2

typedef Row  { byte delivery; bool queued; byte round, attempts, claim_epoch; byte claim /* ghost: number of the claim */ }
typedef Slot { byte st, epoch, round, n, claim; bool stopped /* ghost: paused since it was found fresh */ }
typedef Worker {
  bool crashed, paused, cut, holds /* the lane, in memory */, late /* heartbeat's reply under way */, old_by_own_clock;
  byte age, id, epoch;
  Slot s[NR];
  bool looks; byte look_id, look_epoch, seen_id[NW];        /* SPLIT: a take under way, and what its snapshot saw */
  byte claim, claim_epoch; bool claim_lost /* finds the lane not ours */; Slot c[NR] /* its reply */;
  byte back, back_id;                                       /* a give-back under way: epoch (0: none) and id it compares */
  bool old_take; byte old_take_id, old_claim; bool old_read; Slot old; byte old_row   /* take, claim, record given up, not yet committed */
}
Row row[NR];
Worker w[NW];
byte lane_epoch, owner = 255, owner_id;
byte crashes = CRASH, pauses = PAUSE, cuts = CUT, lost = LOST, redrives = REDRIVE, kills = KILL, backs = BACK;

#define runs(i)   (!w[i].crashed && !w[i].paused)
#define sql(i)    (runs(i) && !w[i].cut)
#define owner_dead (owner == 255 || w[owner].age == 2 || owner_id != w[owner].id)
#define busy(i,r) (w[i].s[r].st != IDLE)
#define flying(i,r) (w[i].s[r].st == GO || w[i].s[r].st == SENDING)
#if NR == 1
#define all(p) (p(0))
#define any(p) (p(0))
#define anyi(p,i) (p(i,0))
#else
#define all(p) (p(0) && p(1))
#define any(p) (p(0) || p(1))
#define anyi(p,i) (p(i,0) || p(i,1))
#endif
#define final(r) (row[r].delivery != PENDING)
#define unfinished(r) (row[r].queued)
#define sending(i,r) (w[i].s[r].st == SENDING)
#define go_unstopped(i,r) (w[i].s[r].st == GO && !w[i].s[r].stopped)   /* a running process is not 5 s between the two */
#define fly_unstopped(i,r) (flying(i,r) && !w[i].s[r].stopped)
#ifdef NO_CLAIM
#define claimable(r,e) (row[r].queued && row[r].claim_epoch != e)
#define lost_lane(i,e) false
#else
#define claimable(r,e) (row[r].queued && row[r].claim_epoch < e)
#define lost_lane(i,e) (lane_epoch != e || owner != i)
#endif
#define due(i,r)  (claimable(r, w[i].epoch) && !busy(i,r))
#define fresh(i)  (!w[i].old_by_own_clock)
#ifdef HB_REPLY
#define due_beat(i) (!w[i].late)      /* the reply of any heartbeat may come late */
#else
#define due_beat(i) (!fresh(i))
#endif

#define copy(a, b)  a.st = b.st; a.epoch = b.epoch; a.round = b.round; a.n = b.n; a.claim = b.claim
#define clear(a)    a.st = IDLE; a.epoch = 0; a.round = 0; a.n = 0; a.claim = 0; a.stopped = false
#define each(k, what) k = 0; do :: k < NR -> what; k++ :: else -> break od; k = 0
#define forget(i)   w[i].holds = false; w[i].epoch = 0
#ifdef NO_COUNT
#define count(r)    row[r].attempts++
#else
#define count(r)    if :: row[r].claim_epoch == 0 -> row[r].attempts++ :: else fi
#endif
#ifdef NO_TRIPLE
#define same(r, x)  (row[r].claim_epoch == x.epoch)
#elif defined(NO_ROUND)
#define same(r, x)  (row[r].claim_epoch == x.epoch && row[r].attempts == x.n)
#else
#define same(r, x)  (row[r].claim_epoch == x.epoch && row[r].round == x.round && row[r].attempts == x.n)
#endif
#ifdef NO_SELF
#define mine(i, d)  false
#else
#define mine(i, d)  (owner == i && owner_id == d)
#endif
#ifdef NO_DROP
#define startable(i) true
#else
#define startable(i) fresh(i)
#endif
#define held_as(i, e) (w[i].holds && w[i].epoch == e)
#define held_as_claimed(i) held_as(i, w[i].claim_epoch)
#ifdef NO_MATCH
#define matches(i)  true
#else
#define matches(i)  held_as_claimed(i)
#endif
#ifdef NO_TOLD
#define told_lost(i) false
#else
#define told_lost(i) (w[i].claim_lost)
#endif
#ifdef BACK_BUSY
#define nothing_of_it(i) true
#else
#define nothing_of_it(i) (!anyi(busy, i))
#endif
#ifdef BACK_BLIND
#define as_held(i)  (owner == i && owner_id == w[i].back_id)
#else
#define as_held(i)  (owner == i && owner_id == w[i].back_id && lane_epoch == w[i].back)
#endif

#ifdef NO_SEEN
#define still_free(i) (owner == 255 || w[i].seen_id[owner] != owner_id || mine(i, w[i].look_id))
#else
#define still_free(i) (lane_epoch == w[i].look_epoch)
#endif
inline look_over(i) { w[i].looks = false; w[i].look_id = 0; w[i].look_epoch = 0; k = 0; do :: k < NW -> w[i].seen_id[k] = 0; k++ :: else -> break od; k = 0 }
inline take(i, d) { lane_epoch++; owner = i; owner_id = d }

inline claim_row(r, e) {            /* one row of the Claim statement */
#ifndef SPLIT
  assert(lane_epoch == e);                                                /* L5: an old epoch claims nothing */
#endif
  count(r);
  row[r].claim_epoch = e; row[r].claim++;
  assert(row[r].attempts <= MAX)                                          /* L4 */
}
inline claim_rows(i) {              /* of a claim somebody waits for */
  each(k, if :: !w[i].claim_lost && claimable(k, w[i].claim_epoch) && !busy(i, k) -> claim_row(k, w[i].claim_epoch);
             w[i].c[k].st = CLAIMED; w[i].c[k].epoch = w[i].claim_epoch; w[i].c[k].round = row[k].round;
             w[i].c[k].n = row[k].attempts; w[i].c[k].claim = row[k].claim
          :: else fi);
  w[i].claim = DONE; if :: w[i].crashed -> claim_over(i) :: else fi
}
inline claim_over(i) { each(k, clear(w[i].c[k])); w[i].claim = NONE; w[i].claim_epoch = 0; w[i].claim_lost = false }
/* The lane is taken again, with a new epoch, once nothing of it is in memory. */
#ifdef NO_FORGET
#define drop(i, e) skip
#else
#define drop(i, e) if :: held_as(i, e) -> forget(i) :: else fi
#endif

inline record(r, x) {               /* Record: attempts row (not shown), queue row, delivery row: one statement */
  if
  :: row[r].queued && same(r, x) ->
        assert(row[r].claim == x.claim);                                  /* L5: only the row's last claim changes it */
        assert(row[r].delivery == PENDING);
        if
        :: x.st == CUT_OFF
        :: x.st == OK -> row[r].delivery = DELIVERED; row[r].queued = false
        :: x.st == BAD && row[r].attempts >= MAX -> row[r].delivery = DEAD; row[r].queued = false
        :: else -> row[r].claim_epoch = 0                                 /* retry; next_at passes by itself */
        fi
  :: else                                                                 /* superseded: the attempt is kept, nothing else */
  fi
}

#ifdef NO_LEAVE
#define leave(i, r) skip
#else
#define leave(i, r) if :: held_as(i, w[i].s[r].epoch) -> forget(i) :: else fi
#endif
#define break_off(i) each(k, if :: w[i].s[k].st == SENDING -> w[i].s[k].st = CUT_OFF; leave(i, k) :: else fi)

inline begin(i, r) {
  assert(row[r].delivery != DELIVERED || row[r].round != w[i].s[r].round || w[i].s[r].stopped);          /* L2 */
  w[i].s[r].st = SENDING; k = 0;
  do :: k < NW -> assert(k == i || w[k].crashed || w[k].s[r].st != SENDING
                         || w[k].s[r].stopped || w[i].s[r].stopped); k++                     /* L3 */
     :: else -> break od; k = 0
}

inline end_of(i, r) {               /* the Record statement */
  if
  :: record(r, w[i].s[r]); clear(w[i].s[r])
  :: lost > 0 -> lost--;            /* no reply: it stays in memory and is recorded again */
     if
     :: record(r, w[i].s[r])
     :: w[i].old.st == IDLE -> copy(w[i].old, w[i].s[r]); w[i].old_row = r
     fi
  fi
}

#define send_steps(r) /* the life of row r in this worker's memory, from when it was found fresh */ \
  :: atomic { runs(i) && w[i].s[r].st == GO -> begin(i, r) } \
  :: atomic { runs(i) && w[i].s[r].st == GO && (!fresh(i) || !held_as(i, w[i].s[r].epoch)) -> drop(i, w[i].s[r].epoch); clear(w[i].s[r]) } \
  :: atomic { runs(i) && w[i].s[r].st == SENDING -> if :: w[i].s[r].st = OK :: w[i].s[r].st = BAD fi } \
  :: atomic { sql(i) && w[i].s[r].st >= OK -> end_of(i, r) }

proctype worker(byte i) {
  byte k;
end: do
  /* heartbeat */
  :: atomic { sql(i) && due_beat(i) ->
#ifdef NO_HB
       w[i].age = 0;
#else /* refused at 10 s: break off what is in flight, forget lane and unstarted rows, go on under a new id */
       if :: w[i].age > 0 -> w[i].age = 0; w[i].id++; forget(i); break_off(i);
             each(k, if :: w[i].s[k].st == GO -> clear(w[i].s[k]) :: else fi)
          :: else fi;
#endif
#ifdef HB_REPLY
       w[i].late = true
#else
       w[i].old_by_own_clock = false
#endif
     }
#ifdef HB_REPLY
  :: atomic { runs(i) && w[i].late -> w[i].late = false; w[i].old_by_own_clock = false }
#endif
  /* Take: survey found due rows and a lane without a live owner (or ours, which we do not hold) */
  :: atomic { sql(i) && fresh(i) && any(unfinished) && (!w[i].holds || owner != i) &&
              (owner_dead || (mine(i, w[i].id) && !anyi(busy, i))) && !w[i].looks ->
       if
#ifdef SPLIT
       :: w[i].looks = true; w[i].look_id = w[i].id; w[i].look_epoch = lane_epoch;
#ifdef NO_SEEN
          k = 0; do :: k < NW -> w[i].seen_id[k] = (w[k].age == 2 -> 255 : w[k].id); k++ :: else -> break od; k = 0
#endif
#else
       :: take(i, w[i].id); w[i].holds = true; w[i].epoch = lane_epoch
#endif
       :: lost > 0 -> lost--; if :: take(i, w[i].id) :: !w[i].old_take -> w[i].old_take = true; w[i].old_take_id = w[i].id fi
       fi }
#ifdef SPLIT
  :: atomic { sql(i) && w[i].looks ->
       if :: still_free(i) -> take(i, w[i].look_id); if :: w[i].look_id == w[i].id -> w[i].holds = true; w[i].epoch = lane_epoch :: else fi
          :: else fi; look_over(i) }
#endif
  /* Claim: decide and send; its reply, or none */
  :: atomic { runs(i) && w[i].holds && fresh(i) && w[i].claim == NONE && anyi(due, i) -> w[i].claim = SENT; w[i].claim_epoch = w[i].epoch }
  :: atomic { sql(i) && w[i].claim == DONE ->
       if
       :: told_lost(i) -> if :: held_as_claimed(i) -> forget(i) :: else fi
       :: !told_lost(i) && matches(i) && startable(i) ->
          each(k, if :: w[i].c[k].st == CLAIMED -> copy(w[i].s[k], w[i].c[k]); w[i].s[k].st = GO; w[i].s[k].stopped = false :: else fi)
       :: else -> drop(i, w[i].claim_epoch)
       fi; claim_over(i) }
  :: atomic { lost > 0 && runs(i) && w[i].claim != NONE && (w[i].claim == DONE || !w[i].old_claim) -> lost--;
       if :: w[i].claim != DONE && !w[i].claim_lost -> w[i].old_claim = w[i].claim_epoch; w[i].old_read = (w[i].claim == READ) :: else fi;
#ifndef NO_SELF
       if :: held_as_claimed(i) -> forget(i) :: else fi;     /* outcome unknown: take the lane again, with a new epoch */
#endif
       claim_over(i) }
  /* give back. In the code: only after a claim found nothing due, else two workers could hand it round for ever */
  :: atomic { backs > 0 && runs(i) && w[i].holds && nothing_of_it(i) && !w[i].back ->
       backs--; w[i].back = w[i].epoch; w[i].back_id = w[i].id; forget(i) }
  send_steps(0)
#if NR > 1
  send_steps(1)
#endif
  od
}

proctype postgres(byte i) {           /* what worker i has sent arrives, whatever has become of it */
  byte k;
end: do
#ifdef SPLIT
  :: atomic { w[i].claim == SENT -> w[i].claim_lost = lost_lane(i, w[i].claim_epoch); w[i].claim = READ }
  :: atomic { w[i].claim == READ -> claim_rows(i) }
  :: atomic { w[i].old_claim && !w[i].old_read -> if :: lost_lane(i, w[i].old_claim) -> w[i].old_claim = 0 :: else -> w[i].old_read = true fi }
  :: atomic { w[i].old_claim && w[i].old_read ->
#else
  :: atomic { w[i].claim == SENT -> w[i].claim_lost = lost_lane(i, w[i].claim_epoch); claim_rows(i) }
  :: atomic { w[i].old_claim ->
#endif
       if
#ifdef SPLIT
       :: true ->
#else
       :: !lost_lane(i, w[i].old_claim) ->
#endif
          each(k, if :: claimable(k, w[i].old_claim) -> claim_row(k, w[i].old_claim) :: else fi)
       :: true
       fi; w[i].old_claim = 0; w[i].old_read = false }
  :: atomic { w[i].old_take -> if :: owner_dead || mine(i, w[i].old_take_id) -> take(i, w[i].old_take_id) :: true fi; w[i].old_take = false; w[i].old_take_id = 0 }
  :: atomic { w[i].old.st != IDLE -> if :: record(w[i].old_row, w[i].old) :: true fi; clear(w[i].old); w[i].old_row = 0 }
  :: atomic { w[i].back -> if :: as_held(i) -> owner = 255; owner_id = 0 :: true fi; w[i].back = 0; w[i].back_id = 0 }
  od
}

proctype world(byte i) {              /* time and mishaps of worker i */
  byte k;
end: do
  :: atomic { fresh(i) && (w[i].crashed || w[i].paused || w[i].cut) -> w[i].old_by_own_clock = true }
  :: atomic { w[i].age == 0 && !fresh(i) && (w[i].crashed || w[i].paused || w[i].cut) -> w[i].age = 1 }
#ifdef NO_ABORT
  :: atomic { w[i].age == 1 && (w[i].crashed || w[i].paused || !anyi(go_unstopped, i)) -> w[i].age = 2 }
#else  /* at 14 s a running worker breaks off its sends, so that none is in flight at 15 s */
  :: atomic { w[i].age == 1 && (w[i].crashed || w[i].paused || !anyi(fly_unstopped, i)) -> w[i].age = 2 }
  :: atomic { runs(i) && !fresh(i) && anyi(sending, i) -> break_off(i) }
#endif
  :: atomic { pauses > 0 && runs(i) -> pauses--; w[i].paused = true; each(k, if :: flying(i, k) -> w[i].s[k].stopped = true :: else fi) }
  :: atomic { w[i].paused -> w[i].paused = false }
  :: atomic { crashes > 0 && !w[i].crashed && (NW == 1 || !w[(i + 1) % NW].crashed) -> crashes--; w[i].crashed = true; w[i].paused = false; w[i].cut = false;
       forget(i); w[i].late = false; w[i].looks = false; w[i].look_id = 0; w[i].look_epoch = 0; each(k, clear(w[i].s[k])); if :: w[i].claim == DONE -> claim_over(i) :: else fi }
  :: atomic { cuts > 0 && sql(i) -> cuts--; w[i].cut = true }
  :: atomic { w[i].cut -> w[i].cut = false }
  :: atomic { redrives > 0 && row[0].delivery != PENDING -> redrives--; /* a redrive of what is dead, a replay of either */
       row[0].delivery = PENDING; row[0].queued = true; row[0].round++; row[0].attempts = 0; row[0].claim_epoch = 0 }
  :: atomic { kills > 0 && row[0].delivery == PENDING -> kills--; row[0].delivery = DEAD; row[0].queued = false }
  od
}

init { byte i;
  atomic { i = 0; do :: i < NR -> row[i].queued = true; i++ :: else -> break od;
           i = 0; do :: i < NW -> run worker(i); run postgres(i); run world(i); i++ :: else -> break od; i = 0 }
}
/* L1 twice: where nothing can happen any more, every delivery has ended; and (LTL, weak fairness: pan -a -f) nothing
 * goes round in circles for ever. The world lets one worker live; pauses and cuts end, a crash does not. */
active proctype survey_of_the_end() { end: do :: timeout -> assert(all(final)) od }

ltl no_delivery_lost { <> [] (all(final)) }
