/* Runs: one request, its graphile-worker jobs, NW workers.
 * `npm run check:models` searches it, and shows what happens without each amendment; scripts/models/amendments.ts has the line
 * of the code that each is.
 * Every transaction is one atomic step; a run and what it does in between are separate steps, and a worker can be
 * stopped (and go on later, as a zombie) or crash between any two. Jobs are graphile-worker 0.18.0's: `there`,
 * `key` (job_key not cleared), `spent` (attempts = max_attempts), `lock` (0, or holder + 1).
 *   get_job    locks an unlocked, unspent job
 *   complete   deletes the id, whoever holds the lock
 *   add_job    with job_key: an unlocked job of that key is replaced in place; a locked or spent one loses its key,
 *              becomes spent, and a new one is inserted. It is two statements: a job locked between them by
 *              somebody who then still sees the old request is neither replaced nor superseded, and add_job adds
 *              nothing (RACE). The lock of a dead worker stays; after 4 h graphile takes it away (UNLOCK).
 * A backoff is over when a worker takes the job. Hints and progress notes are left out: they wake, they decide nothing.
 * The sweep's statement is what read committed makes of it: the snapshot is one step; the lock, which sees the row anew but
 * the heartbeats as the snapshot did, is another. A run ends in another run without counting as an attempt when its job
 * pauses, or its worker is shut down (YIELD). A job of STEPS batches does each in one transaction with its place.
 * Workers of another release (STRANGE) take wake-ups, which they discard, and cancels, which they cannot end.
 *
 * Amendments, each switched off by its name:
 *   NO_EPOCH   only a start raises run_epoch, and takes unowned or silent runs (the sweeper only adds a job)
 *   NO_START   a start compares the run_epoch it read, but not that nobody owns the run
 *   NO_WAKE    the sweeper counts a locked job as a wake-up
 *   NO_CANCEL  start, sweeper and a failed run do not look at cancel_requested
 *   NO_SWEEP2  there is no search for runs without a job
 *   NO_OWN     a worker's sweep does not take runs that are its own but not held (held: from before the start is sent
 *              until the run is over, its end included)
 *   NO_SEEN    the sweep takes whatever run it locks, not only the one that its snapshot saw
 *   NO_UNCOUNT a run that paused, or was shut down, counts as an attempt
 *   NO_STEP    a batch does not compare the run_epoch
 * Budgets: CRASH PAUSE CANCEL LOST (replies of the end lost after commit) UNLOCK RACE
 *          LOSTSTART (replies of the start lost after commit: the task returns, nobody runs the run, its owner lives)
 *          LATESTART (starts given up as an error that commit afterwards) GIVEUP (ends given up: no longer held, not ended).
 * Run: spin -a -D… runs.pml; safety: gcc -DSAFETY -DNOCLAIM, pan -E; liveness: gcc -DNFAIR=4, pan -E -a -f.
 */
/* Bounds, each by its name with -D. */
#ifndef NW
#define NW 2
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
#ifndef CANCEL
#define CANCEL 0
#endif
#ifndef LOST
#define LOST 0
#endif
#ifndef UNLOCK
#define UNLOCK 0
#endif
#ifndef RACE
#define RACE 0
#endif
#ifndef LOSTSTART
#define LOSTSTART 0
#endif
#ifndef LATESTART
#define LATESTART 0
#endif
#ifndef GIVEUP
#define GIVEUP 0
#endif
#ifndef YIELD
#define YIELD 0
#endif
#ifndef STRANGE
#define STRANGE 0
#endif
#ifndef STEPS
#define STEPS 0
#endif
#define NJ 6
#define NOBODY 255

mtype = { queued, processing /* owner NOBODY: waiting for another run */, succeeded, failed, canceled };
mtype = { ok, throws, too_late /* or refused for good */, aborted, yields };
typedef Job    { bool there, key, spent; byte lock }
typedef Worker { byte flying_id; bool crashed, paused, silent /* 15 s without heartbeat */, idle, blind /* raced: run_at was not yet due */, holds /* the request, in its memory */, flying /* a start given up, not yet committed */; byte id, job /* held, + 1 */, number /* ghost: of its run */ }

mtype state = queued;
byte run_epoch, attempts, owner = NOBODY, owner_id;
bool cancel_requested;
Job job[NJ];
Worker w[NW];
bool looks; byte look_epoch; bool overdue;                   /* a sweep under way: what its snapshot saw, and what it found without a job */
#ifdef NO_SEEN
byte seen_id[NW];
#endif
byte place /* of its batches */, tries /* ghost: runs that count as attempts */;
byte events, run_now /* ghost: number of the run that counts, 0 = none */, runs_begun;
bool told_canceled /* ghost: a cancel was answered 200 */;
byte crashes = CRASH, pauses = PAUSE, cancels = CANCEL, lost = LOST, unlocks = UNLOCK, races = RACE, lost_starts = LOSTSTART, late = LATESTART, giveups = GIVEUP,
     yielding = YIELD, strange = STRANGE;

#define runs(i)      (!w[i].crashed && !w[i].paused)
#define terminal     (state != queued && state != processing)
#define owner_dead   (owner != NOBODY && (w[owner].silent || owner_id != w[owner].id))
#define free(j)      (job[j].there && !job[j].lock && !job[j].spent)
#define keyed(j)     (job[j].there && job[j].key)
#define keyed_free(j) (keyed(j) && free(j))
#define some(p)      (p(0) || p(1) || p(2) || p(3) || p(4) || p(5))
#if NW == 2
#define held(j)      (w[0].job == j + 1 || w[1].job == j + 1)
#define a_worker_runs (runs(0) || runs(1))
#else
#define held(j)      (w[0].job == j + 1 || w[1].job == j + 1 || w[2].job == j + 1)
#define a_worker_runs (runs(0) || runs(1) || runs(2))
#endif
#ifdef NO_EPOCH
#define raise        skip
#define disown       skip
#define not_yet_woken no_wake_up
#define unowned      (owner == NOBODY || owner_dead)
#else
#define raise        run_epoch++
#define disown       owner = NOBODY
#define not_yet_woken true
#define unowned      (owner == NOBODY)
#endif
#ifdef NO_CANCEL
#define cancel_first false
#else
#define cancel_first cancel_requested
#endif
#ifdef NO_START
#define startable(e) (!terminal && run_epoch == e)
#else
#define startable(e) (!terminal && unowned && !w[i].blind)
#endif
#ifdef NO_STEP
#define counts(e)    true
#else
#define counts(e)    (run_epoch == e)
#endif
#ifdef NO_UNCOUNT
#define uncount      skip
#else
#define uncount      attempts--
#endif
#define spent_up     (attempts >= MAX)
#ifdef NO_WAKE
#define no_wake_up   (!some(keyed))
#else
#define no_wake_up   (!some(keyed_free))
#endif

inline end_request(s) {             /* terminal update + event + fan-out + result row + delete from runs: one transaction */
  assert(!terminal && events == 0);                                       /* R1: one terminal state, one event */
  assert(!told_canceled);                                                 /* R5: a cancel answered 200 is final */
  state = s; events++; owner = NOBODY; run_now = 0; raise
}

inline end_as_spent() {             /* it failed because it was tried so often */
  assert(tries >= MAX);                                                   /* R4: and it was */
  end_request(failed)
}

inline insert_job() {
  n = 0; do :: n < NJ && (job[n].there || held(n)) -> n++ :: else -> break od;
  assert(n < NJ); job[n].there = true; job[n].key = true; job[n].spent = false; job[n].lock = 0; n = 0
}
inline add_job() {
  n = 0; do :: n < NJ && !keyed(n) -> n++ :: else -> break od;
  if
  :: n == NJ -> insert_job()
  :: n < NJ && free(n) ->
     if
     :: true                        /* replaced in place */
     :: races > 0 && (w[0].idle && runs(0)) -> races--; job[n].lock = 1; w[0].job = n + 1; w[0].idle = false; w[0].blind = true
     :: races > 0 && (w[1].idle && runs(1)) -> races--; job[n].lock = 2; w[1].job = n + 1; w[1].idle = false; w[1].blind = true
     fi; n = 0
  :: else -> job[n].key = false; job[n].spent = true; insert_job()
  fi
}
#define lock(j) free(j) -> job[j].lock = i + 1; w[i].job = j + 1; w[i].idle = false

proctype worker(byte i) {
  byte e, n, me, at; mtype out;
idle:
  w[i].idle = true;
  if
  :: atomic { runs(i) && w[i].idle && lock(0) }
  :: atomic { runs(i) && w[i].idle && lock(1) }
  :: atomic { runs(i) && w[i].idle && lock(2) }
  :: atomic { runs(i) && w[i].idle && lock(3) }
  :: atomic { runs(i) && w[i].idle && lock(4) }
  :: atomic { runs(i) && w[i].idle && lock(5) }
  :: atomic { runs(i) && !w[i].idle }                                     /* locked inside somebody's add_job */
  fi;
  atomic { runs(i) -> e = run_epoch; w[i].holds = true };                 /* read the request */
  atomic { runs(i) ->                                                     /* start */
    if
    :: strange > 0 -> strange--; goto over                                /* of another release: it cannot run it */
    :: late > 0 && !w[i].flying -> late--; w[i].flying = true; w[i].flying_id = w[i].id; goto over
    :: startable(e) && cancel_first -> e = run_epoch; goto end_canceled
    :: startable(e) && !cancel_first ->
       assert(!cancel_requested);                                         /* R5: nothing starts after an accepted cancel */
       state = processing; owner = i; owner_id = w[i].id; run_epoch++; attempts++; tries++; e = run_epoch; me = w[i].id; at = place;
       assert(attempts <= MAX);                                           /* R4 */
       runs_begun++; run_now = runs_begun;
       if
       :: lost_starts > 0 -> lost_starts--; goto over                     /* committed, but it does not know: an error */
       :: true -> w[i].number = runs_begun
       fi
    :: else -> goto over                                                  /* somebody else's, or over: discard the wake-up */
    fi };
run_on:
  if                                                                      /* the run */
  :: atomic { runs(i) && at < STEPS ->                                    /* a batch, and its place */
       if
       :: counts(e) -> assert(place == at); place++; at++                 /* R7: each batch is done once */
       :: else -> goto over
       fi; goto run_on }
  :: atomic { runs(i) && at == STEPS -> out = ok }
  :: atomic { runs(i) && yielding > 0 -> yielding--; out = yields }
  :: atomic { runs(i) && w[i].id != me -> goto over }                     /* it was held for dead: discard */
  :: atomic { runs(i) -> out = throws }
  :: atomic { runs(i) -> out = too_late }
  :: atomic { runs(i) && cancel_requested && run_epoch == e -> out = aborted }
  fi;
finish:
  atomic { runs(i) ->                                                     /* end */
    if
    :: giveups > 0 -> giveups--; goto over
    :: run_epoch == e ->
       assert(!terminal && run_now == w[i].number);                          /* R3: only the run that counts writes */
       if
       :: out == ok -> end_request(succeeded)
       :: out == aborted || (out != ok && cancel_first) -> end_request(canceled)
       :: out == too_late && !cancel_first -> end_request(failed)
       :: out == throws && !cancel_first && spent_up -> end_as_spent()
       :: out == throws && !cancel_first && !spent_up -> owner = NOBODY; raise; run_now = 0; add_job()
       :: out == yields && !cancel_first -> owner = NOBODY; raise; run_now = 0; tries--; uncount; add_job()
       fi
    :: else                                                               /* discard */
    fi;
    if :: lost > 0 -> lost--; goto finish :: true fi };
  goto over;
end_canceled:                                                             /* it was unowned, and to be canceled */
  atomic { runs(i) -> if :: !terminal && run_epoch == e -> end_request(canceled) :: else fi };
over:
  atomic { runs(i) -> w[i].holds = false; w[i].number = 0 };
complete:
  atomic { runs(i) -> n = w[i].job - 1; job[n].there = false; job[n].key = false; job[n].spent = false; job[n].lock = 0;
           w[i].job = 0; w[i].number = 0; w[i].blind = false; n = 0; e = 0; me = 0; at = 0; out = 0 };
  goto idle
}

inline not_under_its_hands() {      /* a living worker's run is not taken from it while it is at it */
  assert(owner_dead || owner == NOBODY || w[owner].number != run_now)
}
#ifndef NO_OWN
proctype own_sweep(byte i) {          /* worker i's sweep: the row is read first, then its memory is asked, then it takes */
  byte n, id;
  do
  :: atomic { runs(i) && !terminal && owner == i && owner_id == w[i].id -> id = run_epoch };   /* select */
     atomic { runs(i) ->                                                                      /* then held, then take */
       if
       :: !terminal && run_epoch == id && !w[i].holds ->
          not_under_its_hands();
          if
          :: cancel_first -> end_request(canceled)
          :: !cancel_first && spent_up -> end_as_spent()
          :: else -> disown; raise; add_job()
          fi
       :: else
       fi; id = 0 }
  od
}
#endif

#ifdef NO_SEEN
#define as_seen      (owner != NOBODY && seen_id[owner] != owner_id)
inline see()  { n = 0; do :: n < NW -> seen_id[n] = (w[n].silent -> 255 : w[n].id); n++ :: else -> break od; n = 0 }
#else
#define as_seen      (run_epoch == look_epoch && owner_dead)
inline see()  { skip }
#endif

proctype sweeper() {                  /* runs in every worker process; here: while any of them runs */
  byte n;
  do
  :: atomic { a_worker_runs && !looks && !terminal && owner_dead && not_yet_woken -> looks = true; look_epoch = run_epoch; see() }
  :: atomic { a_worker_runs && looks ->
       if
       :: !terminal && as_seen && not_yet_woken ->
          not_under_its_hands();
          if
          :: cancel_first -> end_request(canceled)
          :: !cancel_first && spent_up -> end_as_spent()
          :: else -> disown; raise; add_job()
          fi
       :: else
       fi; looks = false; look_epoch = 0 }
#ifndef NO_SWEEP2
  :: atomic { a_worker_runs && !overdue && !terminal && owner == NOBODY && no_wake_up -> overdue = true }
  :: atomic { a_worker_runs && overdue -> overdue = false; add_job() }    /* a wake-up too many is discarded */
#endif
  od
}

proctype client() {
  do
  :: atomic { cancels > 0 -> cancels--;
       if
       :: !terminal && owner == NOBODY && strange > 0 -> strange--; cancel_requested = true    /* 202, of another release */
       :: !terminal && owner == NOBODY -> end_request(canceled); told_canceled = true    /* 200 */
       :: !terminal && owner != NOBODY -> cancel_requested = true                        /* 202 */
       :: state == canceled -> told_canceled = true                                      /* 200 */
       :: else                                                                           /* 409 */
       fi }
  od
}

proctype world(byte i) {
  byte n;
  do
  :: atomic { !w[i].silent && !runs(i) -> w[i].silent = true }
  :: atomic { w[i].silent && runs(i) -> w[i].silent = false; w[i].id++ }  /* heartbeat refused: goes on under a new id */
  :: atomic { pauses > 0 && runs(i) -> pauses--; w[i].paused = true }
  :: atomic { w[i].paused -> w[i].paused = false }
  :: atomic { w[i].flying -> w[i].flying = false;
       if
       :: !terminal && owner == NOBODY && !cancel_requested ->
          state = processing; owner = i; owner_id = w[i].flying_id; run_epoch++; attempts++; tries++; assert(attempts <= MAX);
          runs_begun++; run_now = runs_begun
       :: else
       fi; w[i].flying_id = 0 }
  :: atomic { crashes > 0 && !w[i].crashed && !w[(i + 1) % NW].crashed -> crashes--; w[i].crashed = true; w[i].paused = false; w[i].idle = false }
  :: atomic { unlocks > 0 && w[i].silent && w[i].job && job[w[i].job - 1].there && job[w[i].job - 1].lock == i + 1 -> unlocks--; job[w[i].job - 1].lock = 0 }
  od
}

init { byte i;
  atomic { job[0].there = true; job[0].key = true;
           i = 0; do :: i < NW -> run worker(i); run world(i);
#ifndef NO_OWN
             run own_sweep(i);
#endif
             i++ :: else -> break od; run sweeper(); run client(); i = 0 }
}
/* R2, R6 twice: where nothing can happen any more the request has ended; and (LTL, weak fairness: pan -a -f -E)
 * nothing goes round in circles for ever. */
active proctype survey_of_the_end() { do :: timeout -> assert(terminal && events == 1) od }
ltl ends_once { <> [] (state != queued && state != processing && events == 1) }
