/**
 * Every number that the API promises or that guards it, in one place. Units are in the names: Ms, S, Bytes, Days.
 * None can be set from outside.
 */

/** The largest JSON body that is read. */
export const JSON_BODY_BYTES = 1024 * 1024;
/** Of the bodies that callers with one key are sending at the same time, so much is kept. */
export const BODIES_BYTES_PER_KEY = 256 * JSON_BODY_BYTES;
/** The largest file that is taken as an upload, or fetched from a URL for a job. */
export const FILE_BYTES = 50 * 1024 * 1024;
/** A caller has so long to send the headers of a call, and all of it. */
export const HEADERS_MS = 10_000;
export const BODY_MS = 300_000;
/** The largest data of one event, as JSON. */
export const EVENT_DATA_BYTES = 64 * 1024;
/** Objects and arrays in each other in the data of one event: what is nested deeper, many readers of JSON fail on. */
export const EVENT_DATA_DEPTH = 100;
/** The table in which applications write their events is looked at this often, and so many rows are published at once. */
export const OUTBOX_EVERY_MS = 250;
export const OUTBOX_ROWS = 500;

/** Requests, inputs, results, uploads and events live so long. */
export const RETENTION_DAYS = 30;
/** The id of what has expired is answered with 410 until it is so old. */
export const REMEMBERED_DAYS = 60;
/** Partitions are made so many days ahead. */
export const PARTITION_DAYS_AHEAD = 7;
/** Dropping a day waits so long for whoever reads its table; then the next hour goes on with it. */
export const DETACH_WAIT_MS = 10_000;
export const IDEMPOTENCY_TTL_S = 24 * 60 * 60;
/** A call whose key is held by an unfinished call waits so long. */
export const IDEMPOTENCY_WAIT_MS = 2_000;

/** `Prefer: wait` waits at most so long. */
export const WAIT_MAX_S = 30;
/** Requests that are followed at once with one key on one server, by streams and by calls that wait. */
export const FOLLOWERS_PER_KEY = 100;
/** A stream says something at least this often, and its key is judged again. */
export const STREAM_BEAT_MS = 10_000;
/** What somebody waits for is looked at this often, whatever hints were lost. */
export const FOLLOW_SURVEY_MS = 1_000;

/** A browser need not ask again for so long whether a page may call; Chromium keeps no answer for longer. */
export const PREFLIGHT_S = 2 * 60 * 60;

/** Whether the database is ready is asked at most this often. */
export const READY_CACHE_MS = 1_000;
/** Metrics: so many rows of a queue are counted, beyond that Postgres's estimate is told; asked once in so long, and given up after. */
export const ROWS_COUNTED = 50_000;
export const FACTS_CACHE_MS = 2_000;
export const FACTS_TIMEOUT_MS = 5_000;

/** Calls with one key in each second, over all servers. */
export const CALLS_PER_SECOND = 500;
/** A server leases so many of them at once. */
export const CALLS_LEASED = 50;
/** Calls without a valid key from one address in a minute, on one server. */
export const UNAUTHENTICATED_PER_MINUTE = 100;

/** Accepting: at most so many calls go into one statement, and so many statements are under way at once. */
export const ACCEPT_BATCH_ROWS = 64;
export const ACCEPT_BATCHES_IN_FLIGHT = 2;

/**
 * Calls that a server works on at once: as many as fill the statements above, more would only wait in it. A burst may have more
 * calls for so long; what comes beyond is told to come again. Who waits for somebody else is not counted meanwhile.
 */
export const CALLS_AT_WORK = ACCEPT_BATCH_ROWS * ACCEPT_BATCHES_IN_FLIGHT;
export const CALLS_IN_BURST = 2_048;
export const BURST_MS = 500;
/** When places were full, no burst is taken in for so long; and for BURST_MS a turn of the event loop takes no call after TURN_MS. */
export const WARY_MS = 10_000;
export const TURN_MS = 2;
export const OVERLOADED_RETRY_S = 1;
/** A call that is not answered after so long, without the time in which it waited for somebody else, is told 503. */
export const CALL_MS = 15_000;

/** A statement of a call, a run's record, a heartbeat or a delivery may take so long. */
export const STATEMENT_MS = 10_000;
/** A connection to the database that owes an answer, and on which nothing came or went for so long, is closed. */
export const SILENT_MS = 15_000;
/** A job that found no space for its result, or no database, is run again after so long; it counts as no attempt. */
export const UNAVAILABLE_AGAIN_MS = 10_000;

/** A key that was looked up is believed for so long. */
export const API_KEY_CACHE_MS = 10_000;
export const API_KEYS_CACHED = 10_000;
/** When a key was last used is written down at most this often. */
export const LAST_USED_EVERY_MS = 60_000;

export const HEARTBEAT_EVERY_MS = 1_000;
/** A worker starts nothing when its last heartbeat is so old, and a heartbeat so late is refused. */
export const HEARTBEAT_STALE_MS = 10_000;
/** Others hold a worker for dead when its last heartbeat is so old. */
export const HEARTBEAT_DEAD_MS = 15_000;
/** A worker whose last heartbeat is so old aborts what it is sending: nothing is in flight when it is held for dead. */
export const HEARTBEAT_ABORT_MS = 14_000;
/** Runs of silent workers, and runs without a wake-up, are looked for this often. */
export const SWEEP_EVERY_MS = 5_000;
/** A run so long past its time without a wake-up gets another. */
export const WAKE_UP_OVERDUE_S = 10;

/** A job that is aborted has so long to stop by itself before its process is killed. */
export const JOB_ABORT_GRACE_MS = 5_000;
/** A process of handlers that keeps more on its heap ends, and its run with it. Pixels and file bytes are not on the heap. */
export const JOB_HEAP_MIB = 1_024;
/** First delay before a job is run again; doubles with each failure, with jitter. */
export const RERUN_FIRST_DELAY_MS = 1_000;
export const RERUN_MAX_DELAY_MS = 60_000;
/** Progress is written at most this often. */
export const PROGRESS_EVERY_MS = 200;

/** An image, before and after each operation, has at most so many pixels. */
export const IMAGE_PIXELS = 50_000_000;
/** A report's range has at most so many periods: a year of days, or 33 of months. */
export const REPORT_PERIODS = 400;
/** The tables of reports that are to be read, and not to be calculated with, end after so many rows. */
export const REPORT_DOCUMENT_ROWS = 1_000;

/** A document that is signed has at most so many pages, the branches of their tree included. */
export const DOCUMENT_PAGES = 100_000;
/** What may be inflated to find the objects of a document (its pages are not); a hundred thousand take 8 MiB. */
export const DOCUMENT_INFLATED_BYTES = 64 * 1024 * 1024;

export const OUTBOUND_PORTS = [443, 8443];
export const CONNECT_TIMEOUT_MS = 5_000;
/** One attempt of a delivery, from its start to the last byte read of the answer. */
export const ATTEMPT_TIMEOUT_MS = 15_000;
/** Of an answer so much is read, and so much is kept. */
export const RESPONSE_READ_BYTES = 64 * 1024;
export const RESPONSE_KEPT_BYTES = 4 * 1024;
/** Fetching the source of a job, from the first byte sent to the last byte read. */
export const FETCH_TIMEOUT_MS = 20_000;
/** Looking a name up; it is part of connecting. */
export const DNS_TIMEOUT_MS = 4_000;
/** A name's addresses are believed for so long; they are judged at every connection all the same. */
export const DNS_CACHE_MS = 10_000;
export const DNS_CACHED_NAMES = 1_000;

/** When a failed delivery is tried again; each can be set per endpoint. */
export interface RetryPolicy {
  max_attempts: number;
  initial_delay_ms: number;
  max_delay_ms: number;
  /** No attempt is made later than this after the delivery was queued. */
  max_age_s: number;
  /** Are answers of 4xx that are usually final worth another try? */
  retry_client_errors: boolean;
}
/** They give up after about 17 minutes. */
export const RETRY_DEFAULTS: RetryPolicy = {
  max_attempts: 10,
  initial_delay_ms: 2_000,
  max_delay_ms: 600_000,
  max_age_s: 86_400,
  retry_client_errors: false,
};
/** Attempts at once: to one endpoint unless it says otherwise, to one origin over all tenants, in one worker. */
export const ENDPOINT_CONCURRENCY = 16;
export const ORIGIN_CONCURRENCY = 256;
export const WORKER_SENDS = 2_048;
/** A rate limit lets so much of its second pass in one burst. */
export const RATE_BURST_S = 0.1;
/** After so many failures in a row an endpoint gets one probe at a time, this often, until one succeeds. */
export const BREAKER_FAILURES = 5;
export const BREAKER_PROBE_MS = 30_000;
/** An answer of 429 pauses its endpoint for its Retry-After, at most so long. */
export const PAUSE_MAX_MS = 3_600_000;
/** An endpoint that took nothing for so long, although attempts were made, is disabled. */
export const FAILING_DISABLES_MS = 5 * 24 * 60 * 60 * 1000;
/** Its tenant is told when it begins to fail, at most this often, and again so long before it is disabled. */
export const FAILING_TOLD_EVERY_MS = 60 * 60 * 1000;
export const FAILING_TOLD_BEFORE_MS = 24 * 60 * 60 * 1000;
/** Letters that die together are told together: when none has died for so long, or the first did so long ago; not more often. */
export const DEAD_LETTERS_QUIET_S = 2;
export const DEAD_LETTERS_TOLD_AFTER_S = 60;
/** A redrive of many, or a replay, has so many wait for an endpoint at most, and looks at so many rows at once. */
export const DELIVERIES_QUEUED = 2_000;
export const BATCH_ROWS = 1_000;
/** A job that works in steps lets others have its process after this long. */
export const STEPS_MS = 10_000;
/** Deliveries that are due are looked for this often, whatever hints were lost. */
export const SURVEY_EVERY_MS = 1_000;
/** A lane without anything due goes back to all workers after this long. */
export const LANE_IDLE_MS = 10_000;
/** What was sent is written into the statistics of endpoints this often. */
export const TALLY_EVERY_MS = 5_000;
/** The secrets before a rotation sign for so long beside the new one, unless the call says otherwise. */
export const ROTATION_OVERLAP_S = 86_400;
/** A secret that is so old is due to be rotated: its tenant is told once. */
export const SECRET_ROTATION_DAYS = 90;
/** So many secrets of an endpoint sign at most, the newest. */
export const ACTIVE_SECRETS = 5;
/** Wake-ups for other processes are gathered for so long. */
export const HINT_GATHER_MS = 5;

/** What happens to a tenant is gathered for so long before it is mailed, and it gets at most one mail in so long. */
export const MAIL_GATHER_S = 30;
export const MAIL_EVERY_S = 3_600;
/** A mail that the mail server could not take is sent again after so long. */
export const MAIL_RETRY_S = 300;
/** Due mails are looked for this often. */
export const MAIL_LOOK_EVERY_MS = 10_000;
/** Reaching the mail server, up to its greeting (many wait some seconds with it), and one mail as a whole. */
export const MAIL_CONNECT_MS = 15_000;
export const MAIL_TIMEOUT_MS = 60_000;
/** A mail has at most so many lines about what happened, of so many characters. */
export const MAIL_LINES = 100;
/** A mail tells of so many notices at most; the next one goes on. */
export const MAIL_NOTICES = 10_000;
export const MAIL_LINE_CHARS = 500;
/** What could not be mailed for so long is dropped. */
export const NOTICE_DAYS = 7;

/** The process lets go of everything and exits this long after SIGTERM at the latest. */
export const SHUTDOWN_MS = 25_000;
/** In production a server goes on serving for so long after SIGTERM, while /readyz says no: load balancers need to see it. */
export const NOT_READY_MS = 5_000;
