-- The trace (W3C Trace Context) of the call that brought a request or an event about, for whoever goes on with it. Null of
-- what no call brought about, and of what is older: its trace is named by its own id.
alter table requests add column traceparent text;
alter table events add column traceparent text;
