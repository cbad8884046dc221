// Made by `npm run generate` from specs/. Never edit it.
export interface paths {
    "/v1/images:process": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Process an image
         * @description Takes an image from a URL or an upload, applies the operations in their order, and stores the outcome as the request's result.
         */
        post: operations["processImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a report
         * @description Reports on the events from `from` on and before `to`, which must be later, over at most 400 periods; stores the report as the request's result.
         */
        post: operations["createReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents:sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a PDF
         * @description Takes an uploaded PDF, signs it with the operator's certificate (PAdES baseline B-B) and stores the signed document as the request's result. The uploaded bytes stay as they are, at the beginning of the result, so that the signatures that they hold stay valid.
         */
        post: operations["signDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List requests
         * @description Newest first. The filters narrow each other.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requests/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a request
         * @description Its state, progress and outcome. Poll it no more often than `Retry-After` says, or let the answer wait with `Prefer`.
         */
        get: operations["getRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requests/{request_id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a request as a stream
         * @description Server-sent events (WHATWG HTML §9.2). Each message is the request as `GET /v1/requests/{request_id}` shows it, in one line; its id is the version that stands in the `ETag` there. The stream ends after the message that tells the end; a comment comes at least every 15 seconds.
         */
        get: operations["streamRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requests/{request_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a request
         * @description What has not begun, or waits for another run, is canceled at once. What is being done is told to stop: it ends as canceled, or as it ended if it was finished first.
         */
        post: operations["cancelRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file
         * @description The body is the file, as it is, with its media type; at most 50 MiB.
         */
        post: operations["createUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/results/{result_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a result
         * @description The bytes that a request ended with, always with 200 and never by a redirect.
         */
        get: operations["getResult"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints
         * @description Newest first.
         */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Register a webhook endpoint
         * @description The answer holds the signing secret; it is shown this once.
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpoint_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a webhook endpoint */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook endpoint
         * @description Its waiting deliveries end as dead letters (`endpoint_deleted`); what was delivered stays on record.
         */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /**
         * Change a webhook endpoint
         * @description What is sent after the answer follows it; what is being sent is not called back. An endpoint that was disabled is enabled again by `{"status": "enabled"}`.
         */
        patch: operations["updateWebhookEndpoint"];
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpoint_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay events to an endpoint
         * @description The events from `since` on and before `until` (or this call, if that is earlier) that the endpoint is subscribed to now are delivered to it, whether they were before or not: what was delivered keeps its ids and its history, what is pending is left as it is (`skipped`). An endpoint for callbacks gets those again that were made for it. At most 2,000 wait for the endpoint at once, so that what happens meanwhile is not kept waiting behind them. The result is a summary in JSON. What a canceled replay has queued stays queued.
         */
        post: operations["replayEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpoint_id}/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a sign of life
         * @description An event to this endpoint alone, whatever it is subscribed to; its subject is the endpoint. It is signed, retried and kept like every delivery.
         */
        post: operations["pingWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{endpoint_id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the signing secret
         * @description A new secret signs from now; those before it sign too until they expire, so that the receiver can change over within the overlap; five sign at most. With `x_signature: bare` there is room for one signature only: the new secret's.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries
         * @description Those of the newest events first. The filters narrow each other; `state=dead` lists the dead letters.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Redrive dead letters
         * @description Each is sent again with its ids and bytes and a fresh retry budget. Those that die after this began are not taken, nor are those whose endpoint is disabled or deleted (`skipped`). At most 2,000 wait for an endpoint at once, so that what happens meanwhile is not kept waiting behind them. The result is a summary in JSON.
         */
        post: operations["redriveDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a delivery with its attempts */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deliveries/{delivery_id}/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Redrive a dead letter
         * @description It is sent again with the same ids and bytes and a fresh retry budget; its history stays. One that is pending already is left as it is.
         */
        post: operations["redriveDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events
         * @description All of the tenant's, those of the service too, newest first. The filters narrow each other.
         */
        get: operations["listEvents"];
        put?: never;
        /**
         * Publish business events
         * @description One event, or an array of up to 100 that are published together or not at all. Each becomes a delivery for each endpoint that is subscribed, and gets the next `sequence` of its subject. Every fault of a batch is told at once, with the place of the event before its pointer, such as `/3/data/currency`. There is no dry run: `Prefer` is not read here.
         */
        post: operations["publishEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an event */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List event types
         * @description All of them, with versions, schemas and examples, in one page.
         */
        get: operations["listEventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Newest first, without those that were revoked.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create an API key
         * @description For the tenant that the call acts for. The answer holds the key; it is shown this once.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an API key */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description It opens nothing more, within moments on every server.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tenants
         * @description Newest first.
         */
        get: operations["listTenants"];
        put?: never;
        /**
         * Create a tenant
         * @description Its first key is made by `POST /v1/api-keys` with its id in `X-Tenant-Id`.
         */
        post: operations["createTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenant_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a tenant */
        get: operations["getTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a tenant's name or e-mail address */
        patch: operations["updateTenant"];
        trace?: never;
    };
    "/problems/{problem}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a problem type means
         * @description The `type` of a problem is a URL here.
         */
        get: operations["getProblemType"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getOpenapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/asyncapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The events */
        get: operations["getAsyncapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The HTTP reference
         * @description This document as a page to be read.
         */
        get: operations["getDocsPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The event catalogue
         * @description Every event type with its versions, and how to receive them, as a page to be read.
         */
        get: operations["getEventsPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process alive? */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Can it take work? */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics for Prometheus
         * @description In the text format, version 0.0.4. What a process has counted is of that process alone; queues, their age, breakers and workers are of the whole service, whichever process is asked. No tenant, endpoint, id or URL is in it.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "image.processed.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The image is done
         * @description Fetch it from `data.result_url`.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImageProcessedV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "image.failed.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The image could not be processed
         * @description The member `data.error` says why.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImageFailedV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "image.canceled.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The request was canceled
         * @description Nothing was made.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImageCanceledV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "report.completed.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The report is done
         * @description Fetch it from `data.result_url`.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReportCompletedV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "report.failed.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The report could not be made
         * @description The member `data.error` says why.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReportFailedV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "report.canceled.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The request was canceled
         * @description Nothing was made.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReportCanceledV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.created.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An order was placed
         * @description Told again when the order has changed; the highest sequence counts.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OrderCreatedV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "order.paid.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An order was paid
         * @description `total_amount` is what was paid in all; when it is told again, the highest sequence counts.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OrderPaidV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "document.signed.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The document is signed
         * @description Fetch it from `data.result_url`.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DocumentSignedV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "document.signing_failed.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The document could not be signed
         * @description The member `data.error` says why.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DocumentSigningFailedV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "document.signing_canceled.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The request was canceled
         * @description Nothing was signed.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DocumentSigningCanceledV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "shipment.updated.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A shipment changed its state
         * @deprecated
         * @description Told at each change; the highest sequence counts.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ShipmentUpdatedV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "shipment.updated.v2": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A shipment changed its state
         * @description Told at each change; the highest sequence counts. New in version 2: `returned` is a state of its own, and a shipment may have several parcels.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ShipmentUpdatedV2"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "endpoint.ping.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A sign of life
         * @description Sent by `POST /v1/webhook-endpoints/{endpoint_id}/ping` to that endpoint alone.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EndpointPingV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "endpoint.failing.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An endpoint takes nothing
         * @description Told when its attempts begin to fail in a row, and again a day before it is disabled.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EndpointFailingV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "endpoint.disabled.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An endpoint was disabled
         * @description Nothing is sent to it until it is enabled again; a replay brings back what it missed.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EndpointDisabledV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "delivery.dead_lettered.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliveries became dead letters
         * @description One event tells of all that died together, by endpoint and reason.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeliveryDeadLetteredV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "secret.rotated.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A signing secret was rotated
         * @description The new secret signs from now; those before it until `previous_expires_at`.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SecretRotatedV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "secret.rotation_due.v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A signing secret is old
         * @description Rotate it; told once for each secret, 90 days after it was made.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The event's id, the same at every attempt. */
                    "webhook-id": string;
                    /** @description The time of this attempt, in Unix seconds. */
                    "webhook-timestamp": string;
                    /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
                    "webhook-signature": string;
                    /** @description As `webhook-id`. */
                    "X-Event-Id": string;
                    /** @description As `webhook-id`. */
                    "Idempotency-Key": string;
                    /** @description As `webhook-timestamp`. */
                    "X-Timestamp": string;
                    /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
                    "X-Signature": string;
                    /** @description As `type` in the body. */
                    "X-Event-Type": string;
                    /** @description The event on its way to this endpoint; the same at every attempt. */
                    "X-Webhook-Delivery-ID": string;
                    /** @description `Waybill/` and the version of the service. */
                    "User-Agent"?: string;
                    /** @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any. */
                    traceparent?: string;
                    /** @description As `correlation_id` in the body. */
                    "X-Correlation-Id": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SecretRotationDueV1"];
                };
            };
            responses: {
                /** @description Received. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * @description Follows one piece of work over request, events and deliveries.
         * @example order-4711
         */
        CorrelationId: string;
        /**
         * Format: outbound-url
         * @description A URL that Waybill will call: https on port 443 or 8443, no user info, no fragment, and a host that is neither local nor reserved; in networks that the operator allows any port, and http. Judged again on every connection.
         * @example https://images.example.com/cat.jpg
         */
        OutboundUrl: string;
        /** @example upl_01k9w3tq7yfr0v5c8h2m4k6j9z */
        UploadId: string;
        /** @description Width, height or both, in pixels; with one of them the image keeps its shape. */
        ImageResize: {
            w?: number;
            h?: number;
            /**
             * @description How the image fills the rectangle, as in CSS `object-fit`; `cover` when absent.
             * @enum {string}
             */
            fit?: "cover" | "contain" | "fill" | "inside" | "outside";
        };
        /** @description A rectangle inside the image, in pixels from its top left corner. */
        ImageCrop: {
            x: number;
            y: number;
            w: number;
            h: number;
        };
        /** @description The output's type; without this operation it stays that of the input. */
        ImageFormat: {
            /** @enum {string} */
            to: "jpeg" | "png" | "webp" | "avif" | "gif" | "tiff";
            /** @description Of JPEG, WebP and AVIF; the others lose nothing. */
            quality?: number;
        };
        /** @description Exactly one of the members. Before it and after it, an image has at most 50 million pixels. */
        ImageOperation: {
            resize?: components["schemas"]["ImageResize"];
            /** @description Degrees clockwise; corners that open are transparent or black. */
            rotate?: number;
            crop?: components["schemas"]["ImageCrop"];
            format?: components["schemas"]["ImageFormat"];
        };
        /**
         * Format: outbound-url
         * @description The event that ends this request is sent here as well, by the endpoint of this URL's origin among `/v1/webhook-endpoints`, which is made when a request first needs it. Its secret signs: make the endpoint beforehand (with no event types) to know it early, or get one by `rotate-secret`. What ends after that endpoint was disabled or deleted is not called back; the next request with a callback to its origin makes a deleted one anew.
         * @example https://shop.example.com/waybill/done?order=4711
         */
        CallbackUrl: string;
        /**
         * @description The caller's own labels; shown again on the request.
         * @example {
         *       "order": "4711"
         *     }
         */
        Metadata: {
            [key: string]: string;
        };
        ImageProcessInput: {
            image_url?: components["schemas"]["OutboundUrl"];
            upload_id?: components["schemas"]["UploadId"];
            /** @description Applied in this order. */
            operations: components["schemas"]["ImageOperation"][];
            callback_url?: components["schemas"]["CallbackUrl"];
            metadata?: components["schemas"]["Metadata"];
        };
        /**
         * @description An absolute URL of this service.
         * @example https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa
         */
        OwnUrl: string;
        /** @example req_01k9w3v8m0e4d9q6s1t7b2n5xa */
        RequestId: string;
        /**
         * @description `queued` → `processing` → `succeeded` or `failed`, and `canceled`; the last three are final.
         * @enum {string}
         */
        RequestStatus: "queued" | "processing" | "succeeded" | "failed" | "canceled";
        /** @description One fault of a call. */
        Fault: {
            /** @description JSON Pointer (RFC 6901) into the body; for a parameter `/path/<name>`, `/query/<name>` or `/header/<name>`. */
            pointer: string;
            code: string;
            detail: string;
        };
        /** @description Problem details (RFC 9457). `type` tells problems apart; `errors` holds every fault that was found. */
        Problem: {
            type: components["schemas"]["OwnUrl"];
            title: string;
            status: number;
            detail?: string;
            /** @description The path of the call. */
            instance?: string;
            /** @description The X-Request-Id of the call. */
            call_id?: string;
            errors?: components["schemas"]["Fault"][];
        };
        /**
         * Format: date-time
         * @description RFC 3339; in answers and events in UTC, with milliseconds.
         * @example 2026-11-20T09:30:00.000Z
         */
        Timestamp: string;
        Request: {
            request_id: components["schemas"]["RequestId"];
            /**
             * @description The job type.
             * @example image-process
             */
            type: string;
            status: components["schemas"]["RequestStatus"];
            /** @description Never falls; 1 when succeeded. */
            progress: number;
            /** @description Set exactly when succeeded. */
            result_url: string | null;
            /** @description Set exactly when failed. */
            error: components["schemas"]["Problem"] | null;
            metadata: components["schemas"]["Metadata"];
            /** @description Runs begun. */
            attempts: number;
            created_at: components["schemas"]["Timestamp"];
            started_at: components["schemas"]["Timestamp"] | null;
            updated_at: components["schemas"]["Timestamp"];
            expires_at: components["schemas"]["Timestamp"];
        };
        /** @description What would have been accepted; nothing was stored. */
        DryRun: {
            /** @description Null; there is no request. */
            request_id: components["schemas"]["RequestId"] | null;
            /** @description The job type. */
            type: string;
            estimated_seconds: number;
            /** @description The body as it was understood. */
            input: {
                [key: string]: unknown;
            };
        };
        /** @description The work is stored and will be done. */
        WorkAccepted: {
            request_id: components["schemas"]["RequestId"];
            /** @constant */
            status: "queued";
            status_url: components["schemas"]["OwnUrl"];
            estimated_seconds: number;
        };
        ReportInput: {
            /**
             * @description `delivery_activity` is what became of deliveries, by endpoint; `sales` is what the events `order.created` and `order.paid` tell, by period and currency.
             * @enum {string}
             */
            report_type: "delivery_activity" | "sales";
            /**
             * @description CSV has every row; PDF and HTML add figures and a chart, and say so where they leave rows out.
             * @enum {string}
             */
            format: "pdf" | "csv" | "html";
            from: components["schemas"]["Timestamp"];
            to: components["schemas"]["Timestamp"];
            /**
             * @description The length of a period, in UTC; weeks begin on Monday (ISO 8601). `day` when absent.
             * @enum {string}
             */
            group_by?: "day" | "week" | "month";
            callback_url?: components["schemas"]["CallbackUrl"];
            metadata?: components["schemas"]["Metadata"];
        };
        DocumentSignInput: {
            upload_id: components["schemas"]["UploadId"];
            /** @description Why it is signed; shown by PDF readers. */
            reason?: string;
            /** @description Where it is signed; shown by PDF readers. */
            location?: string;
            /** @description How a reader can reach the signer, such as an address or a phone number; shown by PDF readers. */
            contact?: string;
            callback_url?: components["schemas"]["CallbackUrl"];
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description At most so many items in the answer; 50 when absent. */
        PageLimit: number;
        /**
         * @description Opaque; the `next_cursor` of the page before.
         * @example ZXBfMDFrOXczbjJiNWc4cjRzN3QwdjN3Nng5eTE
         */
        Cursor: string;
        /** @description Where the next page begins; null on the last page. */
        NextCursor: string | null;
        RequestPage: {
            data: components["schemas"]["Request"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        /**
         * Format: binary
         * @description The file itself; at most 50 MiB.
         */
        Bytes: string;
        /** @example image/webp */
        MediaType: string;
        Upload: {
            upload_id: components["schemas"]["UploadId"];
            media_type: components["schemas"]["MediaType"];
            /** @description In bytes. */
            size: number;
            expires_at: components["schemas"]["Timestamp"];
        };
        /** @example res_01k9w3v8m0e4d9q6s1t7b2n5xa */
        ResultId: string;
        /** @description What a redrive or a replay did. */
        DeliveriesQueued: {
            /** @description Deliveries that are pending by it. */
            queued: number;
            /** @description Deliveries that were left as they are. */
            skipped: number;
        };
        /** @example ep_01k9w3n2b5g8r4s7t0v3w6x9y1 */
        EndpointId: string;
        /**
         * @description An event type, the types below a prefix (`order.*`), or `*` for all but those about the service itself (`endpoint.*`, `delivery.*`, `secret.*`), which are subscribed by name.
         * @example image.processed
         */
        EventPattern: string;
        /** @description Says which schema of the type the data has. */
        EventVersion: number;
        /**
         * @description By event type, the version of it that is sent here; every other type that is covered is in the version that was the newest when the endpoint began to cover it, and stays in it as long as it does. What has been fanned out before a change keeps its version; an event from before a version existed is sent in its own, by a replay for instance.
         * @example {
         *       "shipment.updated": 1
         *     }
         */
        EventVersions: {
            [key: string]: components["schemas"]["EventVersion"];
        };
        /** @description The policy with its defaults filled in. */
        RetryPolicyInForce: {
            /** @description Default 10. */
            max_attempts: number;
            /** @description Default 2000. */
            initial_delay_ms: number;
            /** @description Default 600000, ten minutes. */
            max_delay_ms: number;
            /** @description Default 86400, a day. */
            max_age_s: number;
            /** @description Default false: an answer of 4xx other than 408, 410, 425 and 429 makes the delivery a dead letter at once. True: it is tried again. */
            retry_client_errors: boolean;
        };
        /** @description At most so many attempts a second, in bursts of a tenth of a second at most. Null: as many as the receiver takes. */
        RateLimitPerSecond: number | null;
        /** @description At most so many attempts at once. */
        MaxConcurrency: number;
        /**
         * @description The form of the `X-Signature` header: `labelled` is `t=<seconds>,v1=<hex>`, `bare` the hex alone.
         * @enum {string}
         */
        XSignatureForm: "labelled" | "bare";
        /**
         * @description Nothing is sent while it is `disabled`: what waits ends as dead letters (`endpoint_disabled`), and what happens meanwhile is not stored for it. What failed before it was `enabled` again does not count.
         * @enum {string}
         */
        EndpointStatus: "enabled" | "disabled";
        /**
         * @description Why nothing is sent: `gone` (it answered 410), `failing` (no attempt succeeded for five days), `manual` (you disabled it). To go on, change its `status` to `enabled`.
         * @example gone
         */
        DisabledReason: string | null;
        /** @description A secret as it is shown after its creation. */
        SigningKey: {
            key_id: string;
            last_four: string;
            created_at: components["schemas"]["Timestamp"];
            expires_at: components["schemas"]["Timestamp"] | null;
            /** @description 90 days after it was made; null when it expires anyway. */
            rotation_due_at: components["schemas"]["Timestamp"] | null;
        };
        WebhookEndpoint: {
            endpoint_id: components["schemas"]["EndpointId"];
            url: string;
            event_types: components["schemas"]["EventPattern"][];
            event_versions: components["schemas"]["EventVersions"];
            description: string;
            retry_policy: components["schemas"]["RetryPolicyInForce"];
            rate_limit_per_second: components["schemas"]["RateLimitPerSecond"];
            max_concurrency: components["schemas"]["MaxConcurrency"];
            x_signature: components["schemas"]["XSignatureForm"];
            /** @description Of its own headers. */
            header_names: string[];
            status: components["schemas"]["EndpointStatus"];
            disabled_reason: components["schemas"]["DisabledReason"];
            signing_keys: components["schemas"]["SigningKey"][];
            created_at: components["schemas"]["Timestamp"];
        };
        WebhookEndpointPage: {
            data: components["schemas"]["WebhookEndpoint"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        /**
         * @description When a failed delivery is tried again: after about `initial_delay_ms`, then doubling up to `max_delay_ms`, each delay drawn from its upper half. It ends as a dead letter after `max_attempts`, or when the next attempt would come later than `max_age_s` after the first was due. Each member is optional. The defaults give up after about 17 minutes; `{"max_attempts": 30, "initial_delay_ms": 5000, "max_delay_ms": 21600000, "max_age_s": 259200}` goes on for three days.
         * @example {
         *       "max_attempts": 30,
         *       "initial_delay_ms": 5000,
         *       "max_delay_ms": 21600000,
         *       "max_age_s": 259200
         *     }
         */
        RetryPolicy: {
            /** @description Default 10. */
            max_attempts?: number;
            /** @description Default 2000. */
            initial_delay_ms?: number;
            /** @description Default 600000, ten minutes. */
            max_delay_ms?: number;
            /** @description Default 86400, a day. */
            max_age_s?: number;
            /** @description Default false: an answer of 4xx other than 408, 410, 425 and 429 makes the delivery a dead letter at once. True: it is tried again. */
            retry_client_errors?: boolean;
        };
        /**
         * @description Sent with every delivery to this endpoint, such as the key of a gateway before it; encrypted, and never shown again but for the names. None may be one that Waybill sends, or one that the connection lives by.
         * @example {
         *       "X-Api-Key": "7d1c5e90"
         *     }
         */
        OwnHeaders: {
            [key: string]: string;
        };
        /**
         * @description A secret that the receiver has already; else one is made. `whsec_` and the canonical base64 of 24 to 64 random bytes, of which at least 16 differ.
         * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwdQ8=
         */
        OwnSecret: string;
        /**
         * @example {
         *       "url": "https://hooks.example.com/waybill",
         *       "event_types": [
         *         "image.processed",
         *         "image.failed"
         *       ],
         *       "description": "The shop's image pipeline",
         *       "retry_policy": {
         *         "max_attempts": 30,
         *         "initial_delay_ms": 5000,
         *         "max_delay_ms": 21600000,
         *         "max_age_s": 259200
         *       },
         *       "rate_limit_per_second": 50
         *     }
         */
        WebhookEndpointInput: {
            url: components["schemas"]["OutboundUrl"];
            /** @description Empty for an endpoint that takes the callbacks (`callback_url`) to the origin of its URL, and nothing else. */
            event_types: components["schemas"]["EventPattern"][];
            event_versions?: components["schemas"]["EventVersions"];
            description?: string;
            retry_policy?: components["schemas"]["RetryPolicy"];
            rate_limit_per_second?: components["schemas"]["RateLimitPerSecond"];
            max_concurrency?: components["schemas"]["MaxConcurrency"];
            x_signature?: components["schemas"]["XSignatureForm"];
            headers?: components["schemas"]["OwnHeaders"];
            secret?: components["schemas"]["OwnSecret"];
        };
        /**
         * @description `whsec_` and the base64 of the key's bytes (Standard Webhooks).
         * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwdQ8=
         */
        SigningSecret: string;
        /** @description The endpoint with its secret, which is shown this once. */
        WebhookEndpointCreated: {
            endpoint_id: components["schemas"]["EndpointId"];
            url: string;
            event_types: components["schemas"]["EventPattern"][];
            event_versions: components["schemas"]["EventVersions"];
            description: string;
            retry_policy: components["schemas"]["RetryPolicyInForce"];
            rate_limit_per_second: components["schemas"]["RateLimitPerSecond"];
            max_concurrency: components["schemas"]["MaxConcurrency"];
            x_signature: components["schemas"]["XSignatureForm"];
            /** @description Of its own headers. */
            header_names: string[];
            status: components["schemas"]["EndpointStatus"];
            disabled_reason: components["schemas"]["DisabledReason"];
            signing_keys: components["schemas"]["SigningKey"][];
            created_at: components["schemas"]["Timestamp"];
            secret: components["schemas"]["SigningSecret"];
        };
        /** @description Of the attempts of the last 24 hours and the current one, counted by the hour; some seconds old. The durations are right to within 10 %; null when there were no attempts. */
        EndpointStatistics: {
            delivered: number;
            failed: number;
            /** @description Half of them took no longer. */
            p50_ms: number | null;
            /** @description Of twenty, nineteen took no longer. */
            p95_ms: number | null;
            /** @description Since when attempts have failed in a row, five of them at least; else null. As long as it is set one attempt is made every 30 seconds, for all that waits. `PATCH` with `status: enabled` has one made at once. */
            failing_since: components["schemas"]["Timestamp"] | null;
        };
        /** @description The endpoint, and how its attempts have ended lately. */
        WebhookEndpointShown: {
            endpoint_id: components["schemas"]["EndpointId"];
            url: string;
            event_types: components["schemas"]["EventPattern"][];
            event_versions: components["schemas"]["EventVersions"];
            description: string;
            retry_policy: components["schemas"]["RetryPolicyInForce"];
            rate_limit_per_second: components["schemas"]["RateLimitPerSecond"];
            max_concurrency: components["schemas"]["MaxConcurrency"];
            x_signature: components["schemas"]["XSignatureForm"];
            /** @description Of its own headers. */
            header_names: string[];
            status: components["schemas"]["EndpointStatus"];
            disabled_reason: components["schemas"]["DisabledReason"];
            signing_keys: components["schemas"]["SigningKey"][];
            created_at: components["schemas"]["Timestamp"];
            statistics: components["schemas"]["EndpointStatistics"];
        };
        /**
         * @description A member that is given replaces the one that there is, whole; `event_versions` changes only the types that it names. An endpoint for callbacks stays one, and keeps its origin.
         * @example {
         *       "status": "enabled"
         *     }
         * @example {
         *       "event_versions": {
         *         "shipment.updated": 2
         *       }
         *     }
         */
        WebhookEndpointChanges: {
            url?: components["schemas"]["OutboundUrl"];
            /** @description Empty for an endpoint that takes the callbacks (`callback_url`) to the origin of its URL, and nothing else. */
            event_types?: components["schemas"]["EventPattern"][];
            event_versions?: components["schemas"]["EventVersions"];
            description?: string;
            retry_policy?: components["schemas"]["RetryPolicy"];
            rate_limit_per_second?: components["schemas"]["RateLimitPerSecond"];
            max_concurrency?: components["schemas"]["MaxConcurrency"];
            x_signature?: components["schemas"]["XSignatureForm"];
            headers?: components["schemas"]["OwnHeaders"];
            status?: components["schemas"]["EndpointStatus"];
        };
        ReplayInput: {
            since: components["schemas"]["Timestamp"];
            until?: components["schemas"]["Timestamp"];
            /** @description Only these, of those that the endpoint is subscribed to. */
            event_types?: components["schemas"]["EventPattern"][];
            metadata?: components["schemas"]["Metadata"];
        };
        /**
         * @example {
         *       "type": "image.processed"
         *     }
         */
        PingInput: {
            /** @description Any event type: its example is sent, in the version that the endpoint is pinned to, marked `test: true`. Without it `endpoint.ping` is sent. */
            type?: string;
        };
        /**
         * @description Of the event; the same however often it is delivered.
         * @example evt_01k9w3vc2d6f8h0k1m3n5p7q9r
         */
        EventId: string;
        /**
         * @description The event and the endpoint in one; it sorts by the time of the event.
         * @example dlv_01k9w3vc2d6f8h0k1m3n5p7q9r01k9w3n2b5g8r4s7t0v3w6x9y1
         */
        DeliveryId: string;
        Pinged: {
            event_id: components["schemas"]["EventId"];
            delivery_id: components["schemas"]["DeliveryId"];
        };
        /**
         * @example {
         *       "overlap_seconds": 86400
         *     }
         */
        RotateSecretInput: {
            secret?: components["schemas"]["OwnSecret"];
            /** @description The secrets in use until now sign beside the new one for so long; default 86400, a day. 0: they sign nothing more. */
            overlap_seconds?: number;
        };
        /** @description The new secret, which is shown this once. */
        SecretRotated: {
            secret: components["schemas"]["SigningSecret"];
            previous_expires_at: components["schemas"]["Timestamp"];
        };
        /**
         * @description `pending` → `delivered` or `dead`; by a redrive or a replay what has ended becomes `pending` again.
         * @enum {string}
         */
        DeliveryState: "pending" | "delivered" | "dead";
        /**
         * @description An event type.
         * @example order.paid
         */
        EventTypeName: string;
        /**
         * @description `attempts_exhausted`: every attempt of the policy failed. `expired`: the next one would have come too late. `client_error`: the receiver answered 4xx, so the same bytes will not do. `gone`: it answered 410. `blocked_address`: its host leads to an address that is not called. `endpoint_disabled`, `endpoint_deleted`: nobody was left to send it to.
         * @enum {string}
         */
        DeadReason: "attempts_exhausted" | "expired" | "client_error" | "gone" | "blocked_address" | "endpoint_disabled" | "endpoint_deleted";
        DeliverySummary: {
            delivery_id: components["schemas"]["DeliveryId"];
            event_id: components["schemas"]["EventId"];
            endpoint_id: components["schemas"]["EndpointId"];
            /** @description Where it goes: the endpoint's URL of now, or the callback's own; null when the endpoint was deleted. */
            url: string | null;
            /** @description The event type. */
            type: string;
            event_version: components["schemas"]["EventVersion"];
            correlation_id: components["schemas"]["CorrelationId"];
            state: components["schemas"]["DeliveryState"];
            /** @description Attempts on record, those before a redrive too. */
            attempts_made: number;
            /** @description Set exactly when pending; in the past when it waits for its endpoint. */
            next_attempt_at: components["schemas"]["Timestamp"] | null;
            /** @description Set exactly when dead. */
            dead_reason: components["schemas"]["DeadReason"] | null;
            created_at: components["schemas"]["Timestamp"];
            ended_at: components["schemas"]["Timestamp"] | null;
        };
        DeliveryPage: {
            data: components["schemas"]["DeliverySummary"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        /** @description The filters narrow each other, as those of the list of deliveries do; without any, all dead letters. */
        RedriveInput: {
            endpoint_id?: components["schemas"]["EndpointId"];
            event_id?: components["schemas"]["EventId"];
            type?: components["schemas"]["EventTypeName"];
            since?: components["schemas"]["Timestamp"];
            until?: components["schemas"]["Timestamp"];
            metadata?: components["schemas"]["Metadata"];
        };
        /** @example att_01k9w3vd4f8h2k6m0p4r8t2v6x */
        AttemptId: string;
        /** @description One POST to the endpoint. */
        Attempt: {
            attempt_id: components["schemas"]["AttemptId"];
            attempted_at: components["schemas"]["Timestamp"];
            /** @description The answer's status; null when there was none. */
            status_code: number | null;
            /** @description Why it failed, null when it succeeded. By the answer: `redirect` (never followed), `client_error`, `gone`, `request_timeout` (408), `too_early` (425), `rate_limited` (429), `server_error`. Without one: `dns`, `blocked_address`, `connect_timeout`, `connect_failed`, `tls_expired`, `tls_wrong_host`, `tls_unknown_issuer`, `tls_failed`, `timeout`, `connection_lost`, `invalid_response`, `interrupted` and `not_sent` (on our side). There may be more. */
            error_code: string | null;
            duration_ms: number;
            /** @description The first 4 KiB of the answer, as UTF-8 (what is not, replaced). Null when there was none, or when it came from a network of the operator's. */
            response_excerpt: string | null;
        };
        /** @description A delivery with its attempts, oldest first, and what was sent. */
        Delivery: {
            delivery_id: components["schemas"]["DeliveryId"];
            event_id: components["schemas"]["EventId"];
            endpoint_id: components["schemas"]["EndpointId"];
            /** @description Where it goes: the endpoint's URL of now, or the callback's own; null when the endpoint was deleted. */
            url: string | null;
            /** @description The event type. */
            type: string;
            event_version: components["schemas"]["EventVersion"];
            correlation_id: components["schemas"]["CorrelationId"];
            state: components["schemas"]["DeliveryState"];
            /** @description Attempts on record, those before a redrive too. */
            attempts_made: number;
            /** @description Set exactly when pending; in the past when it waits for its endpoint. */
            next_attempt_at: components["schemas"]["Timestamp"] | null;
            /** @description Set exactly when dead. */
            dead_reason: components["schemas"]["DeadReason"] | null;
            created_at: components["schemas"]["Timestamp"];
            ended_at: components["schemas"]["Timestamp"] | null;
            attempts: components["schemas"]["Attempt"][];
            /** @description The exact bytes of every attempt. */
            request_body: string;
        };
        /**
         * @description What the event is about; a job's event is about its request.
         * @example req_01k9w3v8m0e4d9q6s1t7b2n5xa
         */
        Subject: string;
        /** @description Counts the events of one subject from 1, without gaps over all types. Drop what is not higher than what you have; the order of arrival is not promised. */
        Sequence: number;
        /**
         * @description True: sent by a ping, and nothing of it happened. Its subject is the endpoint, its data an example.
         * @constant
         */
        Test: true;
        /** @description An event in the version in which it was published; endpoints get it in the version that they are pinned to. */
        Event: {
            event_id: components["schemas"]["EventId"];
            /**
             * @description What happened.
             * @example order.paid
             */
            type: string;
            event_version: components["schemas"]["EventVersion"];
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            /** @description As the type has it in this version. */
            data: {
                [key: string]: unknown;
            };
        };
        EventPage: {
            data: components["schemas"]["Event"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        /** @description A business event to be published, of a publishable type in its newest version. */
        EventInput: {
            /**
             * @description One that `GET /v1/event-types` calls publishable.
             * @example order.paid
             */
            type: string;
            subject: components["schemas"]["Subject"];
            /** @description As the newest version of the type has it; 64 KiB of JSON in 100 levels at most. What the schema does not name is kept. */
            data: {
                [key: string]: unknown;
            };
        };
        /** @description Published together or not at all; of one subject they are counted in this order. */
        EventBatch: components["schemas"]["EventInput"][];
        /** @description One event, or several that are published together. */
        EventsInput: components["schemas"]["EventInput"] | components["schemas"]["EventBatch"];
        /** @description The event is stored, with a delivery for each endpoint that is subscribed. */
        EventAccepted: {
            event_id: components["schemas"]["EventId"];
            /** @example order.paid */
            type: string;
            event_version: components["schemas"]["EventVersion"];
            subject: components["schemas"]["Subject"];
            occurred_at: components["schemas"]["Timestamp"];
            correlation_id: components["schemas"]["CorrelationId"];
        };
        /** @description The events of the batch, in its order. */
        EventBatchAccepted: {
            data: components["schemas"]["EventAccepted"][];
        };
        EventType: {
            /** @example image.processed */
            type: string;
            /** @description Told by tenants, not by the service itself; in the newest version. */
            publishable: boolean;
            versions: {
                version: components["schemas"]["EventVersion"];
                /** @description JSON Schema of the whole envelope. */
                schema: {
                    [key: string]: unknown;
                };
                examples: {
                    [key: string]: unknown;
                }[];
                deprecated: boolean;
            }[];
        };
        EventTypePage: {
            data: components["schemas"]["EventType"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        /** @example key_01k9w3n2b6h9s5t8v1w4x7y0z2 */
        KeyId: string;
        /**
         * @description What a key may do; every operation names the scopes that it needs.
         * @example requests:read
         */
        Scope: string;
        ApiKey: {
            key_id: components["schemas"]["KeyId"];
            name: string;
            scopes: components["schemas"]["Scope"][];
            expires_at: components["schemas"]["Timestamp"] | null;
            /** @description To the minute; null when it was never used. */
            last_used_at: components["schemas"]["Timestamp"] | null;
            created_at: components["schemas"]["Timestamp"];
        };
        ApiKeyPage: {
            data: components["schemas"]["ApiKey"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        /** @description For people; it need not be unique. */
        ApiKeyName: string;
        ApiKeyInput: {
            name: components["schemas"]["ApiKeyName"];
            /** @description Of the scopes of the calling key; an operator may give any. When absent, all that the calling key has but `documents:sign` and `operator`, which must be named. */
            scopes?: components["schemas"]["Scope"][];
            /** @description The key opens nothing from then on; without it, it never expires. */
            expires_at?: components["schemas"]["Timestamp"] | null;
        };
        /** @description The key, which is shown this once. */
        ApiKeyCreated: {
            key_id: components["schemas"]["KeyId"];
            name: string;
            scopes: components["schemas"]["Scope"][];
            expires_at: components["schemas"]["Timestamp"] | null;
            /** @description To the minute; null when it was never used. */
            last_used_at: components["schemas"]["Timestamp"] | null;
            created_at: components["schemas"]["Timestamp"];
            api_key: string;
        };
        /** @example ten_01k9w3kz4q8e2m6p0s4t8v2w6x */
        TenantId: string;
        /**
         * @description One address, as HTML has it for `<input type=email>`; international domains in their ASCII form.
         * @example webhooks@shop.example.com
         */
        EmailAddress: string;
        /**
         * @description Written to when an endpoint of the tenant is disabled or deliveries become dead letters: at most one mail an hour, with all that happened. Null: it gets no mail.
         * @example webhooks@shop.example.com
         */
        TenantEmail: components["schemas"]["EmailAddress"] | null;
        Tenant: {
            tenant_id: components["schemas"]["TenantId"];
            name: string;
            email: components["schemas"]["TenantEmail"];
            created_at: components["schemas"]["Timestamp"];
        };
        TenantPage: {
            data: components["schemas"]["Tenant"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        TenantInput: {
            name: string;
            email?: components["schemas"]["TenantEmail"];
        };
        /** @description What is absent stays as it is. */
        TenantUpdate: {
            name?: string;
            email?: components["schemas"]["TenantEmail"];
        };
        ProblemType: {
            type: components["schemas"]["OwnUrl"];
            title: string;
            status: number;
            /** @description What the caller should do. */
            action: string;
        };
        ApiDocument: {
            [key: string]: unknown;
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "unavailable";
        };
        Readiness: {
            /** @enum {string} */
            status: "ok" | "unavailable";
            /** @description Each part, and whether it is ready. */
            checks: {
                [key: string]: boolean;
            };
        };
        ImageProcessedV1Data: {
            request_id: components["schemas"]["RequestId"];
            /** @constant */
            status: "succeeded";
            status_url: components["schemas"]["OwnUrl"];
            result_url: components["schemas"]["OwnUrl"];
            media_type: components["schemas"]["MediaType"];
            /** @description In bytes. */
            size: number;
            /** @description In pixels. */
            width: number;
            /** @description In pixels. */
            height: number;
        };
        ImageProcessedV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "image.processed";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["ImageProcessedV1Data"];
        };
        /** @description Two families of signature over one event, one time and one secret, always both. Verify one of them over the raw bytes of the body, then the time (within five minutes), then drop what you have had by `webhook-id`. */
        DeliveryHeaders: {
            /** @description The event's id, the same at every attempt. */
            "webhook-id": string;
            /** @description The time of this attempt, in Unix seconds. */
            "webhook-timestamp": string;
            /** @description Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces. */
            "webhook-signature": string;
            /** @description As `webhook-id`. */
            "X-Event-Id": string;
            /** @description As `webhook-id`. */
            "Idempotency-Key": string;
            /** @description As `webhook-timestamp`. */
            "X-Timestamp": string;
            /** @description `t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone. */
            "X-Signature": string;
            /** @description As `type` in the body. */
            "X-Event-Type": string;
            /** @description The event on its way to this endpoint; the same at every attempt. */
            "X-Webhook-Delivery-ID": string;
            /** @description `Waybill/` and the version of the service. */
            "User-Agent"?: string;
            /**
             * @description The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any.
             * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
             */
            traceparent?: string;
            /** @description As `correlation_id` in the body. */
            "X-Correlation-Id": string;
        };
        ImageFailedV1Data: {
            request_id: components["schemas"]["RequestId"];
            /** @constant */
            status: "failed";
            status_url: components["schemas"]["OwnUrl"];
            error: components["schemas"]["Problem"];
        };
        ImageFailedV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "image.failed";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["ImageFailedV1Data"];
        };
        ImageCanceledV1Data: {
            request_id: components["schemas"]["RequestId"];
            /** @constant */
            status: "canceled";
            status_url: components["schemas"]["OwnUrl"];
        };
        ImageCanceledV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "image.canceled";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["ImageCanceledV1Data"];
        };
        ReportCompletedV1Data: {
            request_id: components["schemas"]["RequestId"];
            /** @constant */
            status: "succeeded";
            status_url: components["schemas"]["OwnUrl"];
            result_url: components["schemas"]["OwnUrl"];
            /** @description As it was asked for. */
            report_type: string;
            media_type: components["schemas"]["MediaType"];
            /** @description In bytes. */
            size: number;
            /** @description Rows of the report, with those that a document leaves out; 0 when nothing happened in the range. */
            row_count: number;
        };
        ReportCompletedV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "report.completed";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["ReportCompletedV1Data"];
        };
        ReportFailedV1Data: {
            request_id: components["schemas"]["RequestId"];
            /** @constant */
            status: "failed";
            status_url: components["schemas"]["OwnUrl"];
            error: components["schemas"]["Problem"];
        };
        ReportFailedV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "report.failed";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["ReportFailedV1Data"];
        };
        ReportCanceledV1Data: {
            request_id: components["schemas"]["RequestId"];
            /** @constant */
            status: "canceled";
            status_url: components["schemas"]["OwnUrl"];
        };
        ReportCanceledV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "report.canceled";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["ReportCanceledV1Data"];
        };
        /**
         * @description Three letters of ISO 4217.
         * @example EUR
         */
        Currency: string;
        /**
         * @description Money in the currency's minor unit as ISO 4217 has it, so that 4990 is 49.90 in EUR and 4990 in JPY.
         * @example 4990
         */
        MinorAmount: number;
        /** @description The subject of the event is the order's id too, so that an order's events are counted in one sequence. */
        OrderCreatedV1Data: {
            /** @description The shop's own. */
            order_id: string;
            currency: components["schemas"]["Currency"];
            total_amount: components["schemas"]["MinorAmount"];
            /** @description The shop's own. */
            customer_id?: string;
            /** @description Pieces, not lines. */
            item_count?: number;
        };
        OrderCreatedV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "order.created";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["OrderCreatedV1Data"];
        };
        /** @description The subject of the event is the order's id too, so that an order's events are counted in one sequence. */
        OrderPaidV1Data: {
            /** @description The shop's own. */
            order_id: string;
            currency: components["schemas"]["Currency"];
            total_amount: components["schemas"]["MinorAmount"];
        };
        OrderPaidV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "order.paid";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["OrderPaidV1Data"];
        };
        DocumentSignedV1Data: {
            request_id: components["schemas"]["RequestId"];
            /** @constant */
            status: "succeeded";
            status_url: components["schemas"]["OwnUrl"];
            result_url: components["schemas"]["OwnUrl"];
            media_type: components["schemas"]["MediaType"];
            /** @description In bytes. */
            size: number;
            page_count: number;
            signed_at: components["schemas"]["Timestamp"];
            /** @description The common name of the certificate's subject. */
            signer: string;
            /** @description Of the signer's certificate in DER, in hex. */
            certificate_sha256: string;
        };
        DocumentSignedV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "document.signed";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["DocumentSignedV1Data"];
        };
        DocumentSigningFailedV1Data: {
            request_id: components["schemas"]["RequestId"];
            /** @constant */
            status: "failed";
            status_url: components["schemas"]["OwnUrl"];
            error: components["schemas"]["Problem"];
        };
        DocumentSigningFailedV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "document.signing_failed";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["DocumentSigningFailedV1Data"];
        };
        DocumentSigningCanceledV1Data: {
            request_id: components["schemas"]["RequestId"];
            /** @constant */
            status: "canceled";
            status_url: components["schemas"]["OwnUrl"];
        };
        DocumentSigningCanceledV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "document.signing_canceled";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["DocumentSigningCanceledV1Data"];
        };
        /** @description The subject of the event is the shipment's id too. */
        ShipmentUpdatedV1Data: {
            /** @description The shop's own. */
            shipment_id: string;
            /** @description The shop's own. */
            order_id: string;
            /**
             * @description `exception`: it comes late or not at all, such as when it is on its way back.
             * @enum {string}
             */
            status: "in_transit" | "out_for_delivery" | "delivered" | "exception";
            carrier: string;
            tracking_number: string;
        };
        /** @deprecated */
        ShipmentUpdatedV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "shipment.updated";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["ShipmentUpdatedV1Data"];
        };
        ShipmentParcel: {
            carrier: string;
            tracking_number: string;
        };
        /** @description The subject of the event is the shipment's id too. */
        ShipmentUpdatedV2Data: {
            /** @description The shop's own. */
            shipment_id: string;
            /** @description The shop's own. */
            order_id: string;
            /** @enum {string} */
            status: "in_transit" | "out_for_delivery" | "delivered" | "returned" | "exception";
            parcels: components["schemas"]["ShipmentParcel"][];
            estimated_delivery_at?: components["schemas"]["Timestamp"];
        };
        ShipmentUpdatedV2: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "shipment.updated";
            /** @constant */
            event_version: 2;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["ShipmentUpdatedV2Data"];
        };
        EndpointPingV1Data: {
            endpoint_id: components["schemas"]["EndpointId"];
        };
        EndpointPingV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "endpoint.ping";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["EndpointPingV1Data"];
        };
        EndpointFailingV1Data: {
            endpoint_id: components["schemas"]["EndpointId"];
            url: string;
            failing_since: components["schemas"]["Timestamp"];
            disables_at: components["schemas"]["Timestamp"];
            /** @description Of the last answer; null when there was none. */
            status_code: number | null;
            /** @description Why the last attempt failed; see `error_code` of a delivery's attempts. */
            error_code: string;
        };
        EndpointFailingV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "endpoint.failing";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["EndpointFailingV1Data"];
        };
        EndpointDisabledV1Data: {
            endpoint_id: components["schemas"]["EndpointId"];
            url: string;
            /**
             * @description `gone`: it answered 410. `failing`: no attempt succeeded for five days. `manual`: its tenant did it.
             * @enum {string}
             */
            disabled_reason: "gone" | "failing" | "manual";
        };
        EndpointDisabledV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "endpoint.disabled";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["EndpointDisabledV1Data"];
        };
        DeliveryDeadLetteredV1Data: {
            endpoint_id: components["schemas"]["EndpointId"];
            dead_reason: components["schemas"]["DeadReason"];
            /** @description How many since the last event of this kind. */
            count: number;
            delivery_id: components["schemas"]["DeliveryId"];
            deliveries_url: components["schemas"]["OwnUrl"];
        };
        DeliveryDeadLetteredV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "delivery.dead_lettered";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["DeliveryDeadLetteredV1Data"];
        };
        SecretRotatedV1Data: {
            endpoint_id: components["schemas"]["EndpointId"];
            key_id: components["schemas"]["KeyId"];
            previous_expires_at: components["schemas"]["Timestamp"];
        };
        SecretRotatedV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "secret.rotated";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["SecretRotatedV1Data"];
        };
        SecretRotationDueV1Data: {
            endpoint_id: components["schemas"]["EndpointId"];
            key_id: components["schemas"]["KeyId"];
            created_at: components["schemas"]["Timestamp"];
        };
        SecretRotationDueV1: {
            event_id: components["schemas"]["EventId"];
            /** @constant */
            type: "secret.rotation_due";
            /** @constant */
            event_version: 1;
            occurred_at: components["schemas"]["Timestamp"];
            subject: components["schemas"]["Subject"];
            sequence: components["schemas"]["Sequence"];
            correlation_id: components["schemas"]["CorrelationId"];
            test?: components["schemas"]["Test"];
            data: components["schemas"]["SecretRotationDueV1Data"];
        };
    };
    responses: {
        /** @description As `Prefer` asked: with `wait` the request, which has ended; with `dry-run` what would have been accepted. */
        Preferred: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                /**
                 * @description The preference of `Prefer` that this answer follows (RFC 7240 §3).
                 * @example wait=10
                 */
                "Preference-Applied": string;
                /**
                 * @description The URL of the request.
                 * @example https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa
                 */
                Location?: components["schemas"]["OwnUrl"];
                /**
                 * @description Strong validator of the request that is shown (RFC 9110 §8.8.3).
                 * @example "7"
                 */
                ETag?: string;
                /**
                 * @description `true` when the answer is that of an earlier call with the same Idempotency-Key.
                 * @example true
                 */
                "Idempotent-Replayed"?: "true";
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Request"] | components["schemas"]["DryRun"];
            };
        };
        /** @description The work is stored and will be done. */
        Accepted: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                /**
                 * @description The URL of what was made.
                 * @example https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa
                 */
                Location: components["schemas"]["OwnUrl"];
                /**
                 * @description Seconds to wait (RFC 9110 §10.2.3).
                 * @example 1
                 */
                "Retry-After": number;
                /**
                 * @description `true` when the answer is that of an earlier call with the same Idempotency-Key.
                 * @example true
                 */
                "Idempotent-Replayed"?: "true";
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "request_id": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
                 *       "status": "queued",
                 *       "status_url": "https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa",
                 *       "estimated_seconds": 2
                 *     }
                 */
                "application/json": components["schemas"]["WorkAccepted"];
            };
        };
        /** @description The call could not be read. */
        Malformed: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No valid API key. */
        Unauthenticated: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                /** @example Bearer realm="waybill" */
                "WWW-Authenticate": string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key lacks a scope. */
        InsufficientScope: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The Idempotency-Key stands for another call. */
        IdempotencyConflict: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                /**
                 * @description Seconds to wait (RFC 9110 §10.2.3), where waiting helps.
                 * @example 1
                 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is over the limit. */
        PayloadTooLarge: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The media type is not accepted here. */
        UnsupportedMediaType: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                /**
                 * @description The media types that are accepted (RFC 9110 §12.5.1).
                 * @example application/json
                 */
                Accept: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body breaks its schema or its meaning. */
        InvalidBody: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many calls with this key, or from this address without a valid one. */
        RateLimited: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                /**
                 * @description Seconds to wait (RFC 9110 §10.2.3).
                 * @example 1
                 */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something broke on our side. */
        InternalError: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service cannot take this now. */
        Unavailable: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                /**
                 * @description Seconds to wait (RFC 9110 §10.2.3).
                 * @example 1
                 */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is nothing here. */
        NotFound: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It has expired. */
        Gone: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The delivery has been delivered, or its endpoint is not there to take it. */
        NotRedrivable: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The page, in one piece. It loads nothing else. */
        Page: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                /**
                 * @description Strong validator of the representation (RFC 9110 §8.8.3).
                 * @example "7"
                 */
                ETag: string;
                /** @example public, no-cache */
                "Cache-Control": string;
                /** @example Accept-Encoding */
                Vary: "Accept-Encoding";
                /**
                 * @description Nothing is loaded and nothing is run; the style is in the page.
                 * @example default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
                 */
                "Content-Security-Policy": string;
                /** @example nosniff */
                "X-Content-Type-Options": "nosniff";
                [name: string]: unknown;
            };
            content: {
                /** @example <!doctype html><html lang="en"><title>Waybill</title><h1>Waybill</h1></html> */
                "text/html": string;
            };
        };
        /** @description It is still what the entity tag stands for. */
        PageUnchanged: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                /**
                 * @description Strong validator of the representation (RFC 9110 §8.8.3).
                 * @example "7"
                 */
                ETag: string;
                /** @example public, no-cache */
                "Cache-Control": string;
                /** @example Accept-Encoding */
                Vary: "Accept-Encoding";
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The service cannot reach its database now. */
        Unreachable: {
            headers: {
                /**
                 * @description Names the call in logs and problems; the caller's own when it sent one.
                 * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                 */
                "X-Request-Id": string;
                /**
                 * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                 * @example "key";r=499;t=1
                 */
                RateLimit?: string;
                /**
                 * @description The quota of each key, `q` calls in `w` seconds.
                 * @example "key";q=500;w=1
                 */
                "RateLimit-Policy"?: string;
                /**
                 * @description Seconds to wait (RFC 9110 §10.2.3).
                 * @example 1
                 */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
        TenantId: components["schemas"]["TenantId"];
        /**
         * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
         * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
         */
        Traceparent: string;
        /**
         * @description Makes a retry safe: the same key with the same payload gets the first answer again, for 24 hours. A key is one of its operation: another operation may have the same. 1 to 255 visible ASCII characters, quoted (a string of RFC 9651) or bare.
         * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
         */
        IdempotencyKey: string;
        /**
         * @description Kept on the request and its events; made when absent.
         * @example order-4711
         */
        CorrelationId: components["schemas"]["CorrelationId"];
        /**
         * @description `wait=N` (1 to 30): the answer is 200 with the ended request when it ends within N seconds (RFC 7240 §4.3). `dry-run`: everything is checked that can be known without opening a file, and nothing is stored. A preference that is not known here, or not well formed, is ignored.
         * @example wait=10
         */
        PreferOfJob: string;
        /** @description Made at this time or later. */
        Since: components["schemas"]["Timestamp"];
        /** @description Made before this time. */
        Until: components["schemas"]["Timestamp"];
        Limit: components["schemas"]["PageLimit"];
        Cursor: components["schemas"]["Cursor"];
        RequestId: components["schemas"]["RequestId"];
        /**
         * @description Answers 304 when the representation still has one of these entity tags (RFC 9110 §13.1.2).
         * @example "7"
         */
        IfNoneMatch: string;
        /**
         * @description `wait=N` (1 to 30): the answer comes when the request has ended, after N seconds at the latest (RFC 7240 §4.3). A preference that is not known here, or not well formed, is ignored.
         * @example wait=10
         */
        Prefer: string;
        /**
         * @description The id of the last message that the client has; what it tells is not told again.
         * @example 7
         */
        LastEventId: string;
        ResultId: components["schemas"]["ResultId"];
        EndpointId: components["schemas"]["EndpointId"];
        DeliveryId: components["schemas"]["DeliveryId"];
        /**
         * @description Kept on the events and their deliveries; the id of the call (`X-Request-Id`) when absent.
         * @example order-4711
         */
        CorrelationIdOfEvents: components["schemas"]["CorrelationId"];
        EventId: components["schemas"]["EventId"];
        KeyId: components["schemas"]["KeyId"];
        TenantIdInPath: components["schemas"]["TenantId"];
        /**
         * @description With `br` or `gzip` the answer comes compressed (RFC 9110 §12.5.3).
         * @example br, gzip
         */
        AcceptEncoding: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Names the call in logs and problems; the caller's own when it sent one.
         * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
         */
        "X-Request-Id": string;
        /**
         * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
         * @example "key";r=499;t=1
         */
        RateLimit: string;
        /**
         * @description The quota of each key, `q` calls in `w` seconds.
         * @example "key";q=500;w=1
         */
        "RateLimit-Policy": string;
        /**
         * @description The preference of `Prefer` that this answer follows (RFC 7240 §3).
         * @example wait=10
         */
        "Preference-Applied-required": string;
        /**
         * @description The URL of the request.
         * @example https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa
         */
        "Location-optional": components["schemas"]["OwnUrl"];
        /**
         * @description Strong validator of the request that is shown (RFC 9110 §8.8.3).
         * @example "7"
         */
        "ETag-optional": string;
        /**
         * @description `true` when the answer is that of an earlier call with the same Idempotency-Key.
         * @example true
         */
        "Idempotent-Replayed": "true";
        /**
         * @description The URL of what was made.
         * @example https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa
         */
        Location: components["schemas"]["OwnUrl"];
        /**
         * @description Seconds to wait (RFC 9110 §10.2.3).
         * @example 1
         */
        "Retry-After": number;
        /** @example Bearer realm="waybill" */
        "WWW-Authenticate": string;
        /**
         * @description Seconds to wait (RFC 9110 §10.2.3), where waiting helps.
         * @example 1
         */
        "Retry-After-optional": number;
        /**
         * @description The media types that are accepted (RFC 9110 §12.5.1).
         * @example application/json
         */
        Accept: string;
        /**
         * @description Strong validator of the representation (RFC 9110 §8.8.3).
         * @example "7"
         */
        ETag: string;
        /** @example private, no-cache */
        "Cache-Control": string;
        /**
         * @description The preference of `Prefer` that this answer follows (RFC 7240 §3).
         * @example wait=10
         */
        "Preference-Applied": string;
        /**
         * @description Tells proxies such as nginx to pass messages on as they come.
         * @example no
         */
        "X-Accel-Buffering": "no";
        /** @example 18234 */
        "Content-Length": number;
        /**
         * @description Always an attachment (RFC 6266).
         * @example attachment; filename="res_01k9w3v8m0e4d9q6s1t7b2n5xa.webp"
         */
        "Content-Disposition": string;
        /** @example nosniff */
        "X-Content-Type-Options": "nosniff";
        /** @example sandbox */
        "Content-Security-Policy": "sandbox";
        /** @example public, no-cache */
        "Cache-Control-of-pages": string;
        /** @example Accept-Encoding */
        Vary: "Accept-Encoding";
        /**
         * @description Nothing is loaded and nothing is run; the style is in the page.
         * @example default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
         */
        "Content-Security-Policy-of-pages": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    processImage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key with the same payload gets the first answer again, for 24 hours. A key is one of its operation: another operation may have the same. 1 to 255 visible ASCII characters, quoted (a string of RFC 9651) or bare.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description Kept on the request and its events; made when absent.
                 * @example order-4711
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description `wait=N` (1 to 30): the answer is 200 with the ended request when it ends within N seconds (RFC 7240 §4.3). `dry-run`: everything is checked that can be known without opening a file, and nothing is stored. A preference that is not known here, or not well formed, is ignored.
                 * @example wait=10
                 */
                Prefer?: components["parameters"]["PreferOfJob"];
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImageProcessInput"];
            };
        };
        responses: {
            200: components["responses"]["Preferred"];
            202: components["responses"]["Accepted"];
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["IdempotencyConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidBody"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createReport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key with the same payload gets the first answer again, for 24 hours. A key is one of its operation: another operation may have the same. 1 to 255 visible ASCII characters, quoted (a string of RFC 9651) or bare.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description Kept on the request and its events; made when absent.
                 * @example order-4711
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description `wait=N` (1 to 30): the answer is 200 with the ended request when it ends within N seconds (RFC 7240 §4.3). `dry-run`: everything is checked that can be known without opening a file, and nothing is stored. A preference that is not known here, or not well formed, is ignored.
                 * @example wait=10
                 */
                Prefer?: components["parameters"]["PreferOfJob"];
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportInput"];
            };
        };
        responses: {
            200: components["responses"]["Preferred"];
            202: components["responses"]["Accepted"];
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["IdempotencyConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidBody"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    signDocument: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key with the same payload gets the first answer again, for 24 hours. A key is one of its operation: another operation may have the same. 1 to 255 visible ASCII characters, quoted (a string of RFC 9651) or bare.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description Kept on the request and its events; made when absent.
                 * @example order-4711
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description `wait=N` (1 to 30): the answer is 200 with the ended request when it ends within N seconds (RFC 7240 §4.3). `dry-run`: everything is checked that can be known without opening a file, and nothing is stored. A preference that is not known here, or not well formed, is ignored.
                 * @example wait=10
                 */
                Prefer?: components["parameters"]["PreferOfJob"];
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentSignInput"];
            };
        };
        responses: {
            200: components["responses"]["Preferred"];
            202: components["responses"]["Accepted"];
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["IdempotencyConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidBody"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listRequests: {
        parameters: {
            query?: {
                status?: components["schemas"]["RequestStatus"];
                /**
                 * @description The job type.
                 * @example image-process
                 */
                type?: string;
                correlation_id?: components["schemas"]["CorrelationId"];
                /** @description Made at this time or later. */
                since?: components["parameters"]["Since"];
                /** @description Made before this time. */
                until?: components["parameters"]["Until"];
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of requests. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "request_id": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
                     *           "type": "image-process",
                     *           "status": "processing",
                     *           "progress": 0.4,
                     *           "result_url": null,
                     *           "error": null,
                     *           "metadata": {
                     *             "order": "4711"
                     *           },
                     *           "attempts": 1,
                     *           "created_at": "2026-11-20T09:30:00.000Z",
                     *           "started_at": "2026-11-20T09:30:00.021Z",
                     *           "updated_at": "2026-11-20T09:30:00.480Z",
                     *           "expires_at": "2026-12-20T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["RequestPage"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRequest: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Answers 304 when the representation still has one of these entity tags (RFC 9110 §13.1.2).
                 * @example "7"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description `wait=N` (1 to 30): the answer comes when the request has ended, after N seconds at the latest (RFC 7240 §4.3). A preference that is not known here, or not well formed, is ignored.
                 * @example wait=10
                 */
                Prefer?: components["parameters"]["Prefer"];
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                request_id: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request as it is now. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description Strong validator of the representation (RFC 9110 §8.8.3).
                     * @example "7"
                     */
                    ETag: string;
                    /** @example private, no-cache */
                    "Cache-Control": string;
                    /**
                     * @description Seconds to wait (RFC 9110 §10.2.3), where waiting helps.
                     * @example 1
                     */
                    "Retry-After"?: number;
                    /**
                     * @description The preference of `Prefer` that this answer follows (RFC 7240 §3).
                     * @example wait=10
                     */
                    "Preference-Applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            /** @description It is still what the entity tag stands for. */
            304: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description Strong validator of the representation (RFC 9110 §8.8.3).
                     * @example "7"
                     */
                    ETag: string;
                    /** @example private, no-cache */
                    "Cache-Control": string;
                    /**
                     * @description Seconds to wait (RFC 9110 §10.2.3), where waiting helps.
                     * @example 1
                     */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    streamRequest: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The id of the last message that the client has; what it tells is not told again.
                 * @example 7
                 */
                "Last-Event-ID"?: components["parameters"]["LastEventId"];
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                request_id: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The messages from now on. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /** @example private, no-cache */
                    "Cache-Control": string;
                    /**
                     * @description Tells proxies such as nginx to pass messages on as they come.
                     * @example no
                     */
                    "X-Accel-Buffering": "no";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example id: 7
                     *     data: {"request_id":"req_01k9w3v8m0e4d9q6s1t7b2n5xa","type":"image-process","status":"succeeded","progress":1,"result_url":"https://waybill.example.com/v1/results/res_01k9w3v8m0e4d9q6s1t7b2n5xa","error":null,"metadata":{"order":"4711"},"attempts":1,"created_at":"2026-11-20T09:30:00.000Z","started_at":"2026-11-20T09:30:00.021Z","updated_at":"2026-11-20T09:30:00.812Z","expires_at":"2026-12-20T09:30:00.000Z"}
                     */
                    "text/event-stream": string;
                };
            };
            /** @description The request has ended, and `Last-Event-ID` says that the client knows. */
            204: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            /** @description Too many calls with this key, or too many open streams. */
            429: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description Seconds to wait (RFC 9110 §10.2.3).
                     * @example 1
                     */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                request_id: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is canceled. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "request_id": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
                     *       "type": "image-process",
                     *       "status": "canceled",
                     *       "progress": 0.4,
                     *       "result_url": null,
                     *       "error": null,
                     *       "metadata": {
                     *         "order": "4711"
                     *       },
                     *       "attempts": 1,
                     *       "created_at": "2026-11-20T09:30:00.000Z",
                     *       "started_at": "2026-11-20T09:30:00.021Z",
                     *       "updated_at": "2026-11-20T09:30:00.530Z",
                     *       "expires_at": "2026-12-20T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Request"];
                };
            };
            /** @description It has been told to stop; it shows as `processing` until it has. */
            202: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description Seconds to wait (RFC 9110 §10.2.3).
                     * @example 1
                     */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "request_id": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
                     *       "type": "image-process",
                     *       "status": "processing",
                     *       "progress": 0.4,
                     *       "result_url": null,
                     *       "error": null,
                     *       "metadata": {
                     *         "order": "4711"
                     *       },
                     *       "attempts": 1,
                     *       "created_at": "2026-11-20T09:30:00.000Z",
                     *       "started_at": "2026-11-20T09:30:00.021Z",
                     *       "updated_at": "2026-11-20T09:30:00.480Z",
                     *       "expires_at": "2026-12-20T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Request"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            /** @description It has succeeded or failed already. */
            409: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["Gone"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createUpload: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key with the same payload gets the first answer again, for 24 hours. A key is one of its operation: another operation may have the same. 1 to 255 visible ASCII characters, quoted (a string of RFC 9651) or bare.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": components["schemas"]["Bytes"];
                "image/png": components["schemas"]["Bytes"];
                "image/webp": components["schemas"]["Bytes"];
                "image/gif": components["schemas"]["Bytes"];
                "image/avif": components["schemas"]["Bytes"];
                "image/tiff": components["schemas"]["Bytes"];
                "application/pdf": components["schemas"]["Bytes"];
            };
        };
        responses: {
            /** @description The upload is stored. */
            201: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description `true` when the answer is that of an earlier call with the same Idempotency-Key.
                     * @example true
                     */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "upload_id": "upl_01k9w3tq7yfr0v5c8h2m4k6j9z",
                     *       "media_type": "image/jpeg",
                     *       "size": 48211,
                     *       "expires_at": "2026-12-20T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Upload"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["IdempotencyConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getResult: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Answers 304 when the representation still has one of these entity tags (RFC 9110 §13.1.2).
                 * @example "7"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                result_id: components["parameters"]["ResultId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes, with their media type. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description Strong validator of the representation (RFC 9110 §8.8.3).
                     * @example "7"
                     */
                    ETag: string;
                    /** @example private, no-cache */
                    "Cache-Control": string;
                    /** @example 18234 */
                    "Content-Length": number;
                    /**
                     * @description Always an attachment (RFC 6266).
                     * @example attachment; filename="res_01k9w3v8m0e4d9q6s1t7b2n5xa.webp"
                     */
                    "Content-Disposition": string;
                    /** @example nosniff */
                    "X-Content-Type-Options": "nosniff";
                    /** @example sandbox */
                    "Content-Security-Policy": "sandbox";
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": components["schemas"]["Bytes"];
                    "image/png": components["schemas"]["Bytes"];
                    "image/webp": components["schemas"]["Bytes"];
                    "image/gif": components["schemas"]["Bytes"];
                    "image/avif": components["schemas"]["Bytes"];
                    "image/tiff": components["schemas"]["Bytes"];
                    "application/pdf": components["schemas"]["Bytes"];
                    /**
                     * @example period,currency,orders_created,orders_paid,revenue
                     *     2026-11,EUR,31,30,1497.00
                     */
                    "text/csv": components["schemas"]["Bytes"];
                    "text/html": components["schemas"]["Bytes"];
                    /**
                     * @example {
                     *       "queued": 214,
                     *       "skipped": 3
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveriesQueued"];
                };
            };
            /** @description They are still what the entity tag stands for. */
            304: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description Strong validator of the representation (RFC 9110 §8.8.3).
                     * @example "7"
                     */
                    ETag: string;
                    /** @example private, no-cache */
                    "Cache-Control": string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of endpoints. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "endpoint_id": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
                     *           "url": "https://hooks.example.com/waybill",
                     *           "event_types": [
                     *             "image.processed",
                     *             "image.failed"
                     *           ],
                     *           "event_versions": {
                     *             "image.processed": 1,
                     *             "image.failed": 1
                     *           },
                     *           "description": "The shop's image pipeline",
                     *           "retry_policy": {
                     *             "max_attempts": 30,
                     *             "initial_delay_ms": 5000,
                     *             "max_delay_ms": 21600000,
                     *             "max_age_s": 259200,
                     *             "retry_client_errors": false
                     *           },
                     *           "rate_limit_per_second": 50,
                     *           "max_concurrency": 16,
                     *           "x_signature": "labelled",
                     *           "header_names": [
                     *             "X-Api-Key"
                     *           ],
                     *           "status": "enabled",
                     *           "disabled_reason": null,
                     *           "signing_keys": [
                     *             {
                     *               "key_id": "key_01k9w3n2b6h9s5t8v1w4x7y0z2",
                     *               "last_four": "dQ8=",
                     *               "created_at": "2026-11-20T09:30:00.000Z",
                     *               "expires_at": null,
                     *               "rotation_due_at": "2027-02-18T09:30:00.000Z"
                     *             }
                     *           ],
                     *           "created_at": "2026-11-20T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpointPage"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key with the same payload gets the first answer again, for 24 hours. A key is one of its operation: another operation may have the same. 1 to 255 visible ASCII characters, quoted (a string of RFC 9651) or bare.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://hooks.example.com/waybill",
                 *       "event_types": [
                 *         "image.processed",
                 *         "image.failed"
                 *       ],
                 *       "description": "The shop's image pipeline",
                 *       "retry_policy": {
                 *         "max_attempts": 30,
                 *         "initial_delay_ms": 5000,
                 *         "max_delay_ms": 21600000,
                 *         "max_age_s": 259200
                 *       },
                 *       "rate_limit_per_second": 50
                 *     }
                 */
                "application/json": components["schemas"]["WebhookEndpointInput"];
            };
        };
        responses: {
            /** @description The endpoint, with its secret. */
            201: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description The URL of what was made.
                     * @example https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa
                     */
                    Location: components["schemas"]["OwnUrl"];
                    /**
                     * @description `true` when the answer is that of an earlier call with the same Idempotency-Key.
                     * @example true
                     */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "endpoint_id": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
                     *       "url": "https://hooks.example.com/waybill",
                     *       "event_types": [
                     *         "image.processed",
                     *         "image.failed"
                     *       ],
                     *       "event_versions": {
                     *         "image.processed": 1,
                     *         "image.failed": 1
                     *       },
                     *       "description": "The shop's image pipeline",
                     *       "retry_policy": {
                     *         "max_attempts": 30,
                     *         "initial_delay_ms": 5000,
                     *         "max_delay_ms": 21600000,
                     *         "max_age_s": 259200,
                     *         "retry_client_errors": false
                     *       },
                     *       "rate_limit_per_second": 50,
                     *       "max_concurrency": 16,
                     *       "x_signature": "labelled",
                     *       "header_names": [
                     *         "X-Api-Key"
                     *       ],
                     *       "status": "enabled",
                     *       "disabled_reason": null,
                     *       "signing_keys": [
                     *         {
                     *           "key_id": "key_01k9w3n2b6h9s5t8v1w4x7y0z2",
                     *           "last_four": "dQ8=",
                     *           "created_at": "2026-11-20T09:30:00.000Z",
                     *           "expires_at": null,
                     *           "rotation_due_at": "2027-02-18T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "created_at": "2026-11-20T09:30:00.000Z",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwdQ8="
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpointCreated"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            /** @description The Idempotency-Key stands for another call, or the origin has its callback endpoint. */
            409: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description Seconds to wait (RFC 9110 §10.2.3), where waiting helps.
                     * @example 1
                     */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidBody"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                endpoint_id: components["parameters"]["EndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "endpoint_id": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
                     *       "url": "https://hooks.example.com/waybill",
                     *       "event_types": [
                     *         "image.processed",
                     *         "image.failed"
                     *       ],
                     *       "event_versions": {
                     *         "image.processed": 1,
                     *         "image.failed": 1
                     *       },
                     *       "description": "The shop's image pipeline",
                     *       "retry_policy": {
                     *         "max_attempts": 30,
                     *         "initial_delay_ms": 5000,
                     *         "max_delay_ms": 21600000,
                     *         "max_age_s": 259200,
                     *         "retry_client_errors": false
                     *       },
                     *       "rate_limit_per_second": 50,
                     *       "max_concurrency": 16,
                     *       "x_signature": "labelled",
                     *       "header_names": [
                     *         "X-Api-Key"
                     *       ],
                     *       "status": "enabled",
                     *       "disabled_reason": null,
                     *       "signing_keys": [
                     *         {
                     *           "key_id": "key_01k9w3n2b6h9s5t8v1w4x7y0z2",
                     *           "last_four": "dQ8=",
                     *           "created_at": "2026-11-20T09:30:00.000Z",
                     *           "expires_at": null,
                     *           "rotation_due_at": "2027-02-18T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "created_at": "2026-11-20T09:30:00.000Z",
                     *       "statistics": {
                     *         "delivered": 12040,
                     *         "failed": 3,
                     *         "p50_ms": 87,
                     *         "p95_ms": 242,
                     *         "failing_since": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpointShown"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                endpoint_id: components["parameters"]["EndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                endpoint_id: components["parameters"]["EndpointId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://hooks.example.com/waybill",
                 *       "status": "enabled"
                 *     }
                 */
                "application/json": components["schemas"]["WebhookEndpointChanges"];
            };
        };
        responses: {
            /** @description The endpoint as it is now. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "endpoint_id": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
                     *       "url": "https://hooks.example.com/waybill",
                     *       "event_types": [
                     *         "image.processed",
                     *         "image.failed"
                     *       ],
                     *       "event_versions": {
                     *         "image.processed": 1,
                     *         "image.failed": 1
                     *       },
                     *       "description": "The shop's image pipeline",
                     *       "retry_policy": {
                     *         "max_attempts": 30,
                     *         "initial_delay_ms": 5000,
                     *         "max_delay_ms": 21600000,
                     *         "max_age_s": 259200,
                     *         "retry_client_errors": false
                     *       },
                     *       "rate_limit_per_second": 50,
                     *       "max_concurrency": 16,
                     *       "x_signature": "labelled",
                     *       "header_names": [
                     *         "X-Api-Key"
                     *       ],
                     *       "status": "enabled",
                     *       "disabled_reason": null,
                     *       "signing_keys": [
                     *         {
                     *           "key_id": "key_01k9w3n2b6h9s5t8v1w4x7y0z2",
                     *           "last_four": "dQ8=",
                     *           "created_at": "2026-11-20T09:30:00.000Z",
                     *           "expires_at": null,
                     *           "rotation_due_at": "2027-02-18T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "created_at": "2026-11-20T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidBody"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replayEvents: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key with the same payload gets the first answer again, for 24 hours. A key is one of its operation: another operation may have the same. 1 to 255 visible ASCII characters, quoted (a string of RFC 9651) or bare.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description Kept on the request and its events; made when absent.
                 * @example order-4711
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description `wait=N` (1 to 30): the answer is 200 with the ended request when it ends within N seconds (RFC 7240 §4.3). `dry-run`: everything is checked that can be known without opening a file, and nothing is stored. A preference that is not known here, or not well formed, is ignored.
                 * @example wait=10
                 */
                Prefer?: components["parameters"]["PreferOfJob"];
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                endpoint_id: components["parameters"]["EndpointId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayInput"];
            };
        };
        responses: {
            200: components["responses"]["Preferred"];
            202: components["responses"]["Accepted"];
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            /** @description The Idempotency-Key stands for another call, or the endpoint is disabled. */
            409: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description Seconds to wait (RFC 9110 §10.2.3), where waiting helps.
                     * @example 1
                     */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidBody"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    pingWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key with the same payload gets the first answer again, for 24 hours. A key is one of its operation: another operation may have the same. 1 to 255 visible ASCII characters, quoted (a string of RFC 9651) or bare.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                endpoint_id: components["parameters"]["EndpointId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "type": "image.processed"
                 *     }
                 */
                "application/json": components["schemas"]["PingInput"];
            };
        };
        responses: {
            /** @description It will be sent. */
            202: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description `true` when the answer is that of an earlier call with the same Idempotency-Key.
                     * @example true
                     */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
                     *       "delivery_id": "dlv_01k9w3vc2d6f8h0k1m3n5p7q9r01k9w3n2b5g8r4s7t0v3w6x9y1"
                     *     }
                     */
                    "application/json": components["schemas"]["Pinged"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            /** @description The Idempotency-Key stands for another call, or the endpoint is disabled. */
            409: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description Seconds to wait (RFC 9110 §10.2.3), where waiting helps.
                     * @example 1
                     */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidBody"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key with the same payload gets the first answer again, for 24 hours. A key is one of its operation: another operation may have the same. 1 to 255 visible ASCII characters, quoted (a string of RFC 9651) or bare.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                endpoint_id: components["parameters"]["EndpointId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "overlap_seconds": 86400
                 *     }
                 */
                "application/json": components["schemas"]["RotateSecretInput"];
            };
        };
        responses: {
            /** @description The new secret. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description `true` when the answer is that of an earlier call with the same Idempotency-Key.
                     * @example true
                     */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "whsec_7sPYR3n0aDkJxYw1oS2vUq9fLk3mZtC8bE4hNg6iRdA=",
                     *       "previous_expires_at": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SecretRotated"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["IdempotencyConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidBody"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                state?: components["schemas"]["DeliveryState"];
                endpoint_id?: components["schemas"]["EndpointId"];
                event_id?: components["schemas"]["EventId"];
                /** @description The event type. */
                type?: components["schemas"]["EventTypeName"];
                /** @description Events from this time on. */
                since?: components["schemas"]["Timestamp"];
                /** @description Events before this time. */
                until?: components["schemas"]["Timestamp"];
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "delivery_id": "dlv_01k9w3vc2d6f8h0k1m3n5p7q9r01k9w3n2b5g8r4s7t0v3w6x9y1",
                     *           "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
                     *           "endpoint_id": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
                     *           "url": "https://hooks.example.com/waybill",
                     *           "type": "image.canceled",
                     *           "event_version": 1,
                     *           "correlation_id": "order-4711",
                     *           "state": "dead",
                     *           "attempts_made": 2,
                     *           "next_attempt_at": null,
                     *           "dead_reason": "client_error",
                     *           "created_at": "2026-11-20T09:30:00.812Z",
                     *           "ended_at": "2026-11-20T09:30:03.117Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    redriveDeliveries: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key with the same payload gets the first answer again, for 24 hours. A key is one of its operation: another operation may have the same. 1 to 255 visible ASCII characters, quoted (a string of RFC 9651) or bare.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description Kept on the request and its events; made when absent.
                 * @example order-4711
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
                /**
                 * @description `wait=N` (1 to 30): the answer is 200 with the ended request when it ends within N seconds (RFC 7240 §4.3). `dry-run`: everything is checked that can be known without opening a file, and nothing is stored. A preference that is not known here, or not well formed, is ignored.
                 * @example wait=10
                 */
                Prefer?: components["parameters"]["PreferOfJob"];
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedriveInput"];
            };
        };
        responses: {
            200: components["responses"]["Preferred"];
            202: components["responses"]["Accepted"];
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["IdempotencyConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidBody"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                delivery_id: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivery_id": "dlv_01k9w3vc2d6f8h0k1m3n5p7q9r01k9w3n2b5g8r4s7t0v3w6x9y1",
                     *       "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
                     *       "endpoint_id": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
                     *       "url": "https://hooks.example.com/waybill",
                     *       "type": "image.canceled",
                     *       "event_version": 1,
                     *       "correlation_id": "order-4711",
                     *       "state": "dead",
                     *       "attempts_made": 2,
                     *       "next_attempt_at": null,
                     *       "dead_reason": "client_error",
                     *       "created_at": "2026-11-20T09:30:00.812Z",
                     *       "ended_at": "2026-11-20T09:30:03.117Z",
                     *       "request_body": "{\"event_id\":\"evt_01k9w3vc2d6f8h0k1m3n5p7q9r\",\"type\":\"image.canceled\",\"event_version\":1,\"occurred_at\":\"2026-11-20T09:30:00.812Z\",\"subject\":\"req_01k9w3v8m0e4d9q6s1t7b2n5xa\",\"sequence\":1,\"correlation_id\":\"order-4711\",\"data\":{\"request_id\":\"req_01k9w3v8m0e4d9q6s1t7b2n5xa\",\"status\":\"canceled\",\"status_url\":\"https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa\"}}",
                     *       "attempts": [
                     *         {
                     *           "attempt_id": "att_01k9w3vd4f8h2k6m0p4r8t2v6x",
                     *           "attempted_at": "2026-11-20T09:30:00.829Z",
                     *           "status_code": 503,
                     *           "error_code": "server_error",
                     *           "duration_ms": 41,
                     *           "response_excerpt": "Service Unavailable"
                     *         },
                     *         {
                     *           "attempt_id": "att_01k9w3vf9a3c7e1g5j9m3p7r1v",
                     *           "attempted_at": "2026-11-20T09:30:03.080Z",
                     *           "status_code": 404,
                     *           "error_code": "client_error",
                     *           "duration_ms": 37,
                     *           "response_excerpt": "{\"message\":\"no such route\"}"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    redriveDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                delivery_id: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, now pending. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivery_id": "dlv_01k9w3vc2d6f8h0k1m3n5p7q9r01k9w3n2b5g8r4s7t0v3w6x9y1",
                     *       "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
                     *       "endpoint_id": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
                     *       "url": "https://hooks.example.com/waybill",
                     *       "type": "image.canceled",
                     *       "event_version": 1,
                     *       "correlation_id": "order-4711",
                     *       "state": "pending",
                     *       "attempts_made": 2,
                     *       "next_attempt_at": "2026-11-20T10:02:11.004Z",
                     *       "dead_reason": null,
                     *       "created_at": "2026-11-20T09:30:00.812Z",
                     *       "ended_at": null,
                     *       "request_body": "{\"event_id\":\"evt_01k9w3vc2d6f8h0k1m3n5p7q9r\",\"type\":\"image.canceled\",\"event_version\":1,\"occurred_at\":\"2026-11-20T09:30:00.812Z\",\"subject\":\"req_01k9w3v8m0e4d9q6s1t7b2n5xa\",\"sequence\":1,\"correlation_id\":\"order-4711\",\"data\":{\"request_id\":\"req_01k9w3v8m0e4d9q6s1t7b2n5xa\",\"status\":\"canceled\",\"status_url\":\"https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa\"}}",
                     *       "attempts": [
                     *         {
                     *           "attempt_id": "att_01k9w3vd4f8h2k6m0p4r8t2v6x",
                     *           "attempted_at": "2026-11-20T09:30:00.829Z",
                     *           "status_code": 503,
                     *           "error_code": "server_error",
                     *           "duration_ms": 41,
                     *           "response_excerpt": "Service Unavailable"
                     *         },
                     *         {
                     *           "attempt_id": "att_01k9w3vf9a3c7e1g5j9m3p7r1v",
                     *           "attempted_at": "2026-11-20T09:30:03.080Z",
                     *           "status_code": 404,
                     *           "error_code": "client_error",
                     *           "duration_ms": 37,
                     *           "response_excerpt": "{\"message\":\"no such route\"}"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["NotRedrivable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description The event type. */
                type?: components["schemas"]["EventTypeName"];
                /** @description What the events are about. */
                subject?: string;
                correlation_id?: components["schemas"]["CorrelationId"];
                /** @description Made at this time or later. */
                since?: components["parameters"]["Since"];
                /** @description Made before this time. */
                until?: components["parameters"]["Until"];
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "event_id": "evt_01k9w3vc2e7g9j1m3p5r7t9v1x",
                     *           "type": "order.paid",
                     *           "event_version": 1,
                     *           "occurred_at": "2026-11-20T09:30:00.812Z",
                     *           "subject": "4711",
                     *           "sequence": 2,
                     *           "correlation_id": "order-4711",
                     *           "data": {
                     *             "order_id": "4711",
                     *             "currency": "EUR",
                     *             "total_amount": 4990
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    publishEvents: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key with the same payload gets the first answer again, for 24 hours. A key is one of its operation: another operation may have the same. 1 to 255 visible ASCII characters, quoted (a string of RFC 9651) or bare.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description Kept on the events and their deliveries; the id of the call (`X-Request-Id`) when absent.
                 * @example order-4711
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationIdOfEvents"];
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventsInput"];
            };
        };
        responses: {
            /** @description They are stored, and will be delivered. */
            202: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description `true` when the answer is that of an earlier call with the same Idempotency-Key.
                     * @example true
                     */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventAccepted"] | components["schemas"]["EventBatchAccepted"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["IdempotencyConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidBody"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                event_id: components["parameters"]["EventId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "event_id": "evt_01k9w3vc2e7g9j1m3p5r7t9v1x",
                     *       "type": "order.paid",
                     *       "event_version": 1,
                     *       "occurred_at": "2026-11-20T09:30:00.812Z",
                     *       "subject": "4711",
                     *       "sequence": 2,
                     *       "correlation_id": "order-4711",
                     *       "data": {
                     *         "order_id": "4711",
                     *         "currency": "EUR",
                     *         "total_amount": 4990
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Event"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listEventTypes: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every event type; versions ascending. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "type": "image.canceled",
                     *           "publishable": false,
                     *           "versions": [
                     *             {
                     *               "version": 1,
                     *               "schema": {
                     *                 "type": "object"
                     *               },
                     *               "examples": [],
                     *               "deprecated": false
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["EventTypePage"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of keys. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "key_id": "key_01k9w3n2b6h9s5t8v1w4x7y0z2",
                     *           "name": "The shop's backend",
                     *           "scopes": [
                     *             "images:process",
                     *             "requests:read",
                     *             "files:read",
                     *             "files:write"
                     *           ],
                     *           "expires_at": "2027-11-20T00:00:00.000Z",
                     *           "last_used_at": null,
                     *           "created_at": "2026-11-20T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key with the same payload gets the first answer again, for 24 hours. A key is one of its operation: another operation may have the same. 1 to 255 visible ASCII characters, quoted (a string of RFC 9651) or bare.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "The shop's backend",
                 *       "scopes": [
                 *         "images:process",
                 *         "requests:read",
                 *         "files:read",
                 *         "files:write"
                 *       ],
                 *       "expires_at": "2027-11-20T00:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["ApiKeyInput"];
            };
        };
        responses: {
            /** @description The key. */
            201: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description The URL of what was made.
                     * @example https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa
                     */
                    Location: components["schemas"]["OwnUrl"];
                    /**
                     * @description `true` when the answer is that of an earlier call with the same Idempotency-Key.
                     * @example true
                     */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "key_id": "key_01k9w3n2b6h9s5t8v1w4x7y0z2",
                     *       "name": "The shop's backend",
                     *       "scopes": [
                     *         "images:process",
                     *         "requests:read",
                     *         "files:read",
                     *         "files:write"
                     *       ],
                     *       "expires_at": "2027-11-20T00:00:00.000Z",
                     *       "last_used_at": null,
                     *       "created_at": "2026-11-20T09:30:00.000Z",
                     *       "api_key": "wb_0KsXcS8ySHKtb3dK9uV7mWq2zL4nR6pT1fJaB5"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyCreated"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["IdempotencyConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidBody"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                key_id: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key, without itself. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "key_id": "key_01k9w3n2b6h9s5t8v1w4x7y0z2",
                     *       "name": "The shop's backend",
                     *       "scopes": [
                     *         "images:process",
                     *         "requests:read",
                     *         "files:read",
                     *         "files:write"
                     *       ],
                     *       "expires_at": "2027-11-20T00:00:00.000Z",
                     *       "last_used_at": null,
                     *       "created_at": "2026-11-20T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                key_id: components["parameters"]["KeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is revoked. */
            204: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTenants: {
        parameters: {
            query?: {
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tenants. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "tenant_id": "ten_01k9w3kz4q8e2m6p0s4t8v2w6x",
                     *           "name": "The shop",
                     *           "email": "webhooks@shop.example.com",
                     *           "created_at": "2026-11-20T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["TenantPage"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes a retry safe: the same key with the same payload gets the first answer again, for 24 hours. A key is one of its operation: another operation may have the same. 1 to 255 visible ASCII characters, quoted (a string of RFC 9651) or bare.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "The shop",
                 *       "email": "webhooks@shop.example.com"
                 *     }
                 */
                "application/json": components["schemas"]["TenantInput"];
            };
        };
        responses: {
            /** @description The tenant. */
            201: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description The URL of what was made.
                     * @example https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa
                     */
                    Location: components["schemas"]["OwnUrl"];
                    /**
                     * @description `true` when the answer is that of an earlier call with the same Idempotency-Key.
                     * @example true
                     */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenant_id": "ten_01k9w3kz4q8e2m6p0s4t8v2w6x",
                     *       "name": "The shop",
                     *       "email": "webhooks@shop.example.com",
                     *       "created_at": "2026-11-20T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["IdempotencyConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidBody"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                tenant_id: components["parameters"]["TenantIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tenant. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenant_id": "ten_01k9w3kz4q8e2m6p0s4t8v2w6x",
                     *       "name": "The shop",
                     *       "email": "webhooks@shop.example.com",
                     *       "created_at": "2026-11-20T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path: {
                tenant_id: components["parameters"]["TenantIdInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "webhooks@shop.example.com"
                 *     }
                 */
                "application/json": components["schemas"]["TenantUpdate"];
            };
        };
        responses: {
            /** @description The tenant as it is now. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenant_id": "ten_01k9w3kz4q8e2m6p0s4t8v2w6x",
                     *       "name": "The shop",
                     *       "email": "webhooks@shop.example.com",
                     *       "created_at": "2026-11-20T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidBody"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getProblemType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example not-found */
                problem: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The problem type. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://waybill.example.com/problems/not-found",
                     *       "title": "There is nothing here",
                     *       "status": 404,
                     *       "action": "Check the path, the id and the tenant of the key; the same call will fail again."
                     *     }
                     */
                    "application/json": components["schemas"]["ProblemType"];
                };
            };
            400: components["responses"]["Malformed"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
        };
    };
    getOpenapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The OpenAPI document. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.0"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiDocument"];
                };
            };
            400: components["responses"]["Malformed"];
            500: components["responses"]["InternalError"];
        };
    };
    getAsyncapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The AsyncAPI document. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "asyncapi": "3.0.0"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiDocument"];
                };
            };
            400: components["responses"]["Malformed"];
            500: components["responses"]["InternalError"];
        };
    };
    getDocsPage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Answers 304 when the representation still has one of these entity tags (RFC 9110 §13.1.2).
                 * @example "7"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description With `br` or `gzip` the answer comes compressed (RFC 9110 §12.5.3).
                 * @example br, gzip
                 */
                "Accept-Encoding"?: components["parameters"]["AcceptEncoding"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Page"];
            304: components["responses"]["PageUnchanged"];
            400: components["responses"]["Malformed"];
            500: components["responses"]["InternalError"];
        };
    };
    getEventsPage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Answers 304 when the representation still has one of these entity tags (RFC 9110 §13.1.2).
                 * @example "7"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description With `br` or `gzip` the answer comes compressed (RFC 9110 §12.5.3).
                 * @example br, gzip
                 */
                "Accept-Encoding"?: components["parameters"]["AcceptEncoding"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Page"];
            304: components["responses"]["PageUnchanged"];
            400: components["responses"]["Malformed"];
            500: components["responses"]["InternalError"];
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["Malformed"];
            500: components["responses"]["InternalError"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything is ready. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "checks": {
                     *         "database": true,
                     *         "partitions": true,
                     *         "encryption": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            400: components["responses"]["Malformed"];
            500: components["responses"]["InternalError"];
            /** @description Something is not ready. */
            503: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    /**
                     * @description Seconds to wait (RFC 9110 §10.2.3).
                     * @example 1
                     */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "unavailable",
                     *       "checks": {
                     *         "database": false,
                     *         "partitions": false,
                     *         "encryption": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant that this call acts for; it takes a key with the scope `operator`. Else the key's own tenant. */
                "X-Tenant-Id"?: components["parameters"]["TenantId"];
                /**
                 * @description The trace that the caller is in (W3C Trace Context): what this call brings about, up to its deliveries, goes on with it. One that is not well formed is ignored.
                 * @example 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
                 */
                traceparent?: components["parameters"]["Traceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics. */
            200: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
                    /**
                     * @description What is left of the quota of this key, and in how many seconds it is whole again (draft-ietf-httpapi-ratelimit-headers). On every answer to a call with a key, but for 503 `overloaded`, which is given before anything is read.
                     * @example "key";r=499;t=1
                     */
                    RateLimit?: string;
                    /**
                     * @description The quota of each key, `q` calls in `w` seconds.
                     * @example "key";q=500;w=1
                     */
                    "RateLimit-Policy"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # HELP waybill_workers Workers that live
                     *     # TYPE waybill_workers gauge
                     *     waybill_workers 2
                     */
                    "text/plain; version=0.0.4": string;
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unreachable"];
        };
    };
}
