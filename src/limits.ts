/**
 * Every number that the API promises or that guards it, in one place. Units are in the names: Ms, S, Bytes, Days.
 * None can be set from outside.
 */

/** The largest JSON body that is read. */
export const JSON_BODY_BYTES = 1024 * 1024;
/** The largest file that is taken as an upload, or fetched from a URL for a job. */
export const FILE_BYTES = 50 * 1024 * 1024;
/** The largest data of one event, as JSON. */
export const EVENT_DATA_BYTES = 64 * 1024;

/** Requests, inputs, results, uploads and events live so long. */
export const RETENTION_DAYS = 30;
/** Partitions are made so many days ahead. */
export const PARTITION_DAYS_AHEAD = 7;
export const IDEMPOTENCY_TTL_S = 24 * 60 * 60;
/** A call whose key is held by an unfinished call waits so long. */
export const IDEMPOTENCY_WAIT_MS = 2_000;

/** Accepting: at most so many calls go into one statement, and so many statements are under way at once. */
export const ACCEPT_BATCH_ROWS = 64;
export const ACCEPT_BATCHES_IN_FLIGHT = 2;

/** A key that was looked up is believed for so long. */
export const API_KEY_CACHE_MS = 10_000;

export const HEARTBEAT_EVERY_MS = 1_000;
/** A worker starts nothing when its last heartbeat is so old, and a heartbeat so late is refused. */
export const HEARTBEAT_STALE_MS = 10_000;
/** Others hold a worker for dead when its last heartbeat is so old. */
export const HEARTBEAT_DEAD_MS = 15_000;
/** Runs of silent workers, and runs without a wake-up, are looked for this often. */
export const SWEEP_EVERY_MS = 5_000;
/** A run so long past its time without a wake-up gets another. */
export const WAKE_UP_OVERDUE_S = 10;

/** A job that is aborted has so long to stop by itself before its process is killed. */
export const JOB_ABORT_GRACE_MS = 5_000;
/** First delay before a job is run again; doubles with each failure, with jitter. */
export const RERUN_FIRST_DELAY_MS = 1_000;
export const RERUN_MAX_DELAY_MS = 60_000;
/** Progress is written at most this often. */
export const PROGRESS_EVERY_MS = 200;

/** An image, before and after each operation, has at most so many pixels. */
export const IMAGE_PIXELS = 50_000_000;

export const OUTBOUND_PORTS = [443, 8443];
export const CONNECT_TIMEOUT_MS = 5_000;
/** Fetching the source of a job, from the first byte sent to the last byte read. */
export const FETCH_TIMEOUT_MS = 20_000;
export const DNS_TIMEOUT_MS = 3_000;

/** The process lets go of everything and exits this long after SIGTERM at the latest. */
export const SHUTDOWN_MS = 25_000;
