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
    "/v1/requests/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a request
         * @description Its state, progress and outcome. Poll it no more often than `Retry-After` says.
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
        /** Delete a webhook endpoint */
        delete: operations["deleteWebhookEndpoint"];
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
                header?: never;
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
                header?: never;
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
                header?: never;
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
         * @description A URL that Waybill will call: https on port 443 or 8443, no user info, no fragment, and a host that is neither local nor reserved. Judged again on every connection.
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
        /** @description Exactly one of the members. */
        ImageOperation: {
            resize?: components["schemas"]["ImageResize"];
            /** @description Degrees clockwise; corners that open are transparent or black. */
            rotate?: number;
            crop?: components["schemas"]["ImageCrop"];
            format?: components["schemas"]["ImageFormat"];
        };
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
            metadata?: components["schemas"]["Metadata"];
        };
        /**
         * @description An absolute URL of this service.
         * @example https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa
         */
        OwnUrl: string;
        /** @example req_01k9w3v8m0e4d9q6s1t7b2n5xa */
        RequestId: string;
        /** @description The work is stored and will be done. */
        Accepted: {
            request_id: components["schemas"]["RequestId"];
            /** @constant */
            status: "queued";
            status_url: components["schemas"]["OwnUrl"];
            estimated_seconds: number;
        };
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
         * @description `queued` → `processing` → `succeeded` or `failed`, and `canceled`; the last three are final.
         * @enum {string}
         */
        RequestStatus: "queued" | "processing" | "succeeded" | "failed" | "canceled";
        /**
         * Format: date-time
         * @description RFC 3339 in UTC, with milliseconds.
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
        /** @description At most so many items in the answer. */
        PageLimit: number;
        /**
         * @description Opaque; the `next_cursor` of the page before.
         * @example ZXBfMDFrOXczbjJiNWc4cjRzN3QwdjN3Nng5eTE
         */
        Cursor: string;
        /** @example ep_01k9w3n2b5g8r4s7t0v3w6x9y1 */
        EndpointId: string;
        /**
         * @description An event type, the types below a prefix (`order.*`), or `*` for all but the operational ones.
         * @example image.processed
         */
        EventPattern: string;
        /** @description A secret as it is shown after its creation. */
        SigningKey: {
            key_id: string;
            last_four: string;
            created_at: components["schemas"]["Timestamp"];
            expires_at: components["schemas"]["Timestamp"] | null;
        };
        WebhookEndpoint: {
            endpoint_id: components["schemas"]["EndpointId"];
            url: string;
            event_types: components["schemas"]["EventPattern"][];
            description: string;
            /** @enum {string} */
            status: "enabled" | "disabled";
            disabled_reason: string | null;
            signing_keys: components["schemas"]["SigningKey"][];
            created_at: components["schemas"]["Timestamp"];
        };
        /** @description Where the next page begins; null on the last page. */
        NextCursor: string | null;
        WebhookEndpointPage: {
            data: components["schemas"]["WebhookEndpoint"][];
            next_cursor: components["schemas"]["NextCursor"];
        };
        /**
         * @example {
         *       "url": "https://hooks.example.com/waybill",
         *       "event_types": [
         *         "image.processed",
         *         "image.failed"
         *       ],
         *       "description": "The shop's image pipeline"
         *     }
         */
        WebhookEndpointInput: {
            url: components["schemas"]["OutboundUrl"];
            event_types: components["schemas"]["EventPattern"][];
            description?: string;
        };
        /** @description The endpoint with its secret, which is shown this once. */
        WebhookEndpointCreated: {
            endpoint_id: components["schemas"]["EndpointId"];
            url: string;
            event_types: components["schemas"]["EventPattern"][];
            description: string;
            /** @enum {string} */
            status: "enabled" | "disabled";
            disabled_reason: string | null;
            signing_keys: components["schemas"]["SigningKey"][];
            created_at: components["schemas"]["Timestamp"];
            secret: string;
        };
        EventVersion: number;
        EventType: {
            /** @example image.processed */
            type: string;
            /** @description May be published by `POST /v1/events`. */
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
        /** @example evt_01k9w3vc2d6f8h0k1m3n5p7q9r */
        EventId: string;
        /**
         * @description What the event is about; a job's event is about its request.
         * @example req_01k9w3v8m0e4d9q6s1t7b2n5xa
         */
        Subject: string;
        /** @description Counts the events of one subject from 1, without gaps over all types. Drop what is not higher than what you have; the order of arrival is not promised. */
        Sequence: number;
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
            data: components["schemas"]["ImageProcessedV1Data"];
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
            data: components["schemas"]["ImageCanceledV1Data"];
        };
    };
    responses: {
        /** @description The call could not be read. */
        Malformed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No valid API key. */
        Unauthenticated: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key lacks a scope. */
        InsufficientScope: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The Idempotency-Key stands for another call. */
        IdempotencyConflict: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After-optional"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is over the limit. */
        PayloadTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The media type is not accepted here. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                Accept: components["headers"]["Accept"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body breaks its schema or its meaning. */
        InvalidBody: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something broke on our side. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service cannot take this now. */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is nothing here. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description Makes a retry safe: the same key with the same payload gets the first answer again, for 24 hours. 1 to 255 visible ASCII characters, quoted or bare.
         * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
         */
        IdempotencyKey: string;
        /**
         * @description Kept on the request and its events; made when absent.
         * @example order-4711
         */
        CorrelationId: components["schemas"]["CorrelationId"];
        RequestId: components["schemas"]["RequestId"];
        /**
         * @description Answers 304 when the representation still has one of these entity tags (RFC 9110 §13.1.2).
         * @example "7"
         */
        IfNoneMatch: string;
        ResultId: components["schemas"]["ResultId"];
        Limit: components["schemas"]["PageLimit"];
        Cursor: components["schemas"]["Cursor"];
        EndpointId: components["schemas"]["EndpointId"];
    };
    requestBodies: never;
    headers: {
        /**
         * @description Names the call in logs and problems; the caller's own when it sent one.
         * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
         */
        "X-Request-Id": string;
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
        "Idempotent-Replayed": "true";
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
        /** @example 18234 */
        "Content-Length": number;
        /**
         * @description Always an attachment (RFC 6266).
         * @example attachment; filename="result.webp"
         */
        "Content-Disposition": string;
        /** @example nosniff */
        "X-Content-Type-Options": "nosniff";
        /** @example sandbox */
        "Content-Security-Policy": "sandbox";
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
                 * @description Makes a retry safe: the same key with the same payload gets the first answer again, for 24 hours. 1 to 255 visible ASCII characters, quoted or bare.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description Kept on the request and its events; made when absent.
                 * @example order-4711
                 */
                "X-Correlation-Id"?: components["parameters"]["CorrelationId"];
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
            /** @description The work is stored and will be done. */
            202: {
                headers: {
                    /**
                     * @description Names the call in logs and problems; the caller's own when it sent one.
                     * @example 3f1c9a52-0f7e-4a58-9c61-3b0c5de2a871
                     */
                    "X-Request-Id": string;
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
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            409: components["responses"]["IdempotencyConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidBody"];
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createUpload: {
        parameters: {
            query?: never;
            header?: never;
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
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
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
                     * @example attachment; filename="result.webp"
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
            header?: never;
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
                     *           "description": "The shop's image pipeline",
                     *           "status": "enabled",
                     *           "disabled_reason": null,
                     *           "signing_keys": [
                     *             {
                     *               "key_id": "key_01k9w3n2b6h9s5t8v1w4x7y0z2",
                     *               "last_four": "dQ8=",
                     *               "created_at": "2026-11-20T09:30:00.000Z",
                     *               "expires_at": null
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
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
                 *       "description": "The shop's image pipeline"
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
                     * @description The URL of what was made.
                     * @example https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa
                     */
                    Location: components["schemas"]["OwnUrl"];
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
                     *       "description": "The shop's image pipeline",
                     *       "status": "enabled",
                     *       "disabled_reason": null,
                     *       "signing_keys": [
                     *         {
                     *           "key_id": "key_01k9w3n2b6h9s5t8v1w4x7y0z2",
                     *           "last_four": "dQ8=",
                     *           "created_at": "2026-11-20T09:30:00.000Z",
                     *           "expires_at": null
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
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["InvalidBody"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
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
                     *       "description": "The shop's image pipeline",
                     *       "status": "enabled",
                     *       "disabled_reason": null,
                     *       "signing_keys": [
                     *         {
                     *           "key_id": "key_01k9w3n2b6h9s5t8v1w4x7y0z2",
                     *           "last_four": "dQ8=",
                     *           "created_at": "2026-11-20T09:30:00.000Z",
                     *           "expires_at": null
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
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
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listEventTypes: {
        parameters: {
            query?: never;
            header?: never;
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
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "checks": {
                     *         "database": true,
                     *         "partitions": true
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
                     *         "partitions": false
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
}
