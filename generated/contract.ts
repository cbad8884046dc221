// Made by `npm run generate` from specs/. Never edit it.
import type { EventContract, JobContract, JsonSchema, OperationContract, ProblemContract, ScopeContract } from '../src/contract/shape.ts';

export const operations = {
  "processImage": {
    "method": "post",
    "path": "/v1/images:process",
    "scopes": [
      "images:process"
    ],
    "isPublic": false,
    "job": "image-process",
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "Idempotency-Key": {
            "type": "string",
            "pattern": "^(\"([\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\]){1,255}\"|[\\x21\\x23-\\x7e]{1,255})$"
          },
          "X-Correlation-Id": {
            "$ref": "#/$defs/CorrelationId"
          },
          "Prefer": {
            "type": "string"
          },
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": {
      "application/json": {
        "$ref": "#/$defs/ImageProcessInput"
      }
    },
    "isBodyRequired": true,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Preference-Applied",
          "Location",
          "ETag",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "anyOf": [
              {
                "$ref": "#/$defs/Request"
              },
              {
                "$ref": "#/$defs/DryRun"
              }
            ]
          }
        },
        "problems": []
      },
      "202": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Location",
          "Retry-After",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/WorkAccepted"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "409": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "idempotency-key-reused",
          "idempotency-in-progress"
        ]
      },
      "413": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "payload-too-large"
        ]
      },
      "415": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Accept"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unsupported-media-type"
        ]
      },
      "422": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "invalid-body"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "createReport": {
    "method": "post",
    "path": "/v1/reports",
    "scopes": [
      "reports:create"
    ],
    "isPublic": false,
    "job": "report",
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "Idempotency-Key": {
            "type": "string",
            "pattern": "^(\"([\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\]){1,255}\"|[\\x21\\x23-\\x7e]{1,255})$"
          },
          "X-Correlation-Id": {
            "$ref": "#/$defs/CorrelationId"
          },
          "Prefer": {
            "type": "string"
          },
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": {
      "application/json": {
        "$ref": "#/$defs/ReportInput"
      }
    },
    "isBodyRequired": true,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Preference-Applied",
          "Location",
          "ETag",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "anyOf": [
              {
                "$ref": "#/$defs/Request"
              },
              {
                "$ref": "#/$defs/DryRun"
              }
            ]
          }
        },
        "problems": []
      },
      "202": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Location",
          "Retry-After",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/WorkAccepted"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "409": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "idempotency-key-reused",
          "idempotency-in-progress"
        ]
      },
      "413": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "payload-too-large"
        ]
      },
      "415": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Accept"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unsupported-media-type"
        ]
      },
      "422": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "invalid-body"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "signDocument": {
    "method": "post",
    "path": "/v1/documents:sign",
    "scopes": [
      "documents:sign"
    ],
    "isPublic": false,
    "job": "document-sign",
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "Idempotency-Key": {
            "type": "string",
            "pattern": "^(\"([\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\]){1,255}\"|[\\x21\\x23-\\x7e]{1,255})$"
          },
          "X-Correlation-Id": {
            "$ref": "#/$defs/CorrelationId"
          },
          "Prefer": {
            "type": "string"
          },
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": {
      "application/json": {
        "$ref": "#/$defs/DocumentSignInput"
      }
    },
    "isBodyRequired": true,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Preference-Applied",
          "Location",
          "ETag",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "anyOf": [
              {
                "$ref": "#/$defs/Request"
              },
              {
                "$ref": "#/$defs/DryRun"
              }
            ]
          }
        },
        "problems": []
      },
      "202": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Location",
          "Retry-After",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/WorkAccepted"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "409": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "idempotency-key-reused",
          "idempotency-in-progress"
        ]
      },
      "413": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "payload-too-large"
        ]
      },
      "415": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Accept"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unsupported-media-type"
        ]
      },
      "422": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "invalid-body"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "listRequests": {
    "method": "get",
    "path": "/v1/requests",
    "scopes": [
      "requests:read"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {
          "status": {
            "$ref": "#/$defs/RequestStatus"
          },
          "type": {
            "type": "string",
            "pattern": "^[a-z][a-z0-9-]*$",
            "maxLength": 64
          },
          "correlation_id": {
            "$ref": "#/$defs/CorrelationId"
          },
          "since": {
            "$ref": "#/$defs/Timestamp"
          },
          "until": {
            "$ref": "#/$defs/Timestamp"
          },
          "limit": {
            "$ref": "#/$defs/PageLimit"
          },
          "cursor": {
            "$ref": "#/$defs/Cursor"
          }
        },
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/RequestPage"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "getRequest": {
    "method": "get",
    "path": "/v1/requests/{request_id}",
    "scopes": [
      "requests:read"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "request_id": {
            "$ref": "#/$defs/RequestId"
          }
        },
        "required": [
          "request_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "If-None-Match": {
            "type": "string",
            "maxLength": 1024
          },
          "Prefer": {
            "type": "string"
          },
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "ETag",
          "Cache-Control",
          "Retry-After",
          "Preference-Applied"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/Request"
          }
        },
        "problems": []
      },
      "304": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "ETag",
          "Cache-Control",
          "Retry-After"
        ],
        "content": {},
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "410": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "expired"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "streamRequest": {
    "method": "get",
    "path": "/v1/requests/{request_id}/stream",
    "scopes": [
      "requests:read"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "request_id": {
            "$ref": "#/$defs/RequestId"
          }
        },
        "required": [
          "request_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "Last-Event-ID": {
            "type": "string",
            "pattern": "^\\d{1,9}$"
          },
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Cache-Control",
          "X-Accel-Buffering"
        ],
        "content": {
          "text/event-stream": {
            "type": "string"
          }
        },
        "problems": []
      },
      "204": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {},
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "410": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "expired"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited",
          "too-many-followers"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "cancelRequest": {
    "method": "post",
    "path": "/v1/requests/{request_id}/cancel",
    "scopes": [
      "requests:write"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "request_id": {
            "$ref": "#/$defs/RequestId"
          }
        },
        "required": [
          "request_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/Request"
          }
        },
        "problems": []
      },
      "202": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/Request"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "409": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-cancelable"
        ]
      },
      "410": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "expired"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "createUpload": {
    "method": "post",
    "path": "/v1/uploads",
    "scopes": [
      "files:write"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "Idempotency-Key": {
            "type": "string",
            "pattern": "^(\"([\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\]){1,255}\"|[\\x21\\x23-\\x7e]{1,255})$"
          },
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": {
      "image/jpeg": {
        "$ref": "#/$defs/Bytes"
      },
      "image/png": {
        "$ref": "#/$defs/Bytes"
      },
      "image/webp": {
        "$ref": "#/$defs/Bytes"
      },
      "image/gif": {
        "$ref": "#/$defs/Bytes"
      },
      "image/avif": {
        "$ref": "#/$defs/Bytes"
      },
      "image/tiff": {
        "$ref": "#/$defs/Bytes"
      },
      "application/pdf": {
        "$ref": "#/$defs/Bytes"
      }
    },
    "isBodyRequired": true,
    "responses": {
      "201": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/Upload"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "409": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "idempotency-key-reused",
          "idempotency-in-progress"
        ]
      },
      "413": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "payload-too-large"
        ]
      },
      "415": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Accept"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unsupported-media-type"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "getResult": {
    "method": "get",
    "path": "/v1/results/{result_id}",
    "scopes": [
      "files:read"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "result_id": {
            "$ref": "#/$defs/ResultId"
          }
        },
        "required": [
          "result_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "If-None-Match": {
            "type": "string",
            "maxLength": 1024
          },
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "ETag",
          "Cache-Control",
          "Content-Length",
          "Content-Disposition",
          "X-Content-Type-Options",
          "Content-Security-Policy"
        ],
        "content": {
          "image/jpeg": {
            "$ref": "#/$defs/Bytes"
          },
          "image/png": {
            "$ref": "#/$defs/Bytes"
          },
          "image/webp": {
            "$ref": "#/$defs/Bytes"
          },
          "image/gif": {
            "$ref": "#/$defs/Bytes"
          },
          "image/avif": {
            "$ref": "#/$defs/Bytes"
          },
          "image/tiff": {
            "$ref": "#/$defs/Bytes"
          },
          "application/pdf": {
            "$ref": "#/$defs/Bytes"
          },
          "text/csv": {
            "$ref": "#/$defs/Bytes"
          },
          "text/html": {
            "$ref": "#/$defs/Bytes"
          },
          "application/json": {
            "$ref": "#/$defs/DeliveriesQueued"
          }
        },
        "problems": []
      },
      "304": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "ETag",
          "Cache-Control"
        ],
        "content": {},
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "410": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "expired"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "listWebhookEndpoints": {
    "method": "get",
    "path": "/v1/webhook-endpoints",
    "scopes": [
      "endpoints:read"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {
          "limit": {
            "$ref": "#/$defs/PageLimit"
          },
          "cursor": {
            "$ref": "#/$defs/Cursor"
          }
        },
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/WebhookEndpointPage"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "createWebhookEndpoint": {
    "method": "post",
    "path": "/v1/webhook-endpoints",
    "scopes": [
      "endpoints:write"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "Idempotency-Key": {
            "type": "string",
            "pattern": "^(\"([\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\]){1,255}\"|[\\x21\\x23-\\x7e]{1,255})$"
          },
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": {
      "application/json": {
        "$ref": "#/$defs/WebhookEndpointInput"
      }
    },
    "isBodyRequired": true,
    "responses": {
      "201": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Location",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/WebhookEndpointCreated"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "409": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "idempotency-key-reused",
          "idempotency-in-progress",
          "endpoint-exists"
        ]
      },
      "413": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "payload-too-large"
        ]
      },
      "415": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Accept"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unsupported-media-type"
        ]
      },
      "422": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "invalid-body"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "getWebhookEndpoint": {
    "method": "get",
    "path": "/v1/webhook-endpoints/{endpoint_id}",
    "scopes": [
      "endpoints:read"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "endpoint_id": {
            "$ref": "#/$defs/EndpointId"
          }
        },
        "required": [
          "endpoint_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/WebhookEndpointShown"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "updateWebhookEndpoint": {
    "method": "patch",
    "path": "/v1/webhook-endpoints/{endpoint_id}",
    "scopes": [
      "endpoints:write"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "endpoint_id": {
            "$ref": "#/$defs/EndpointId"
          }
        },
        "required": [
          "endpoint_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": {
      "application/json": {
        "$ref": "#/$defs/WebhookEndpointChanges"
      }
    },
    "isBodyRequired": true,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/WebhookEndpoint"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "413": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "payload-too-large"
        ]
      },
      "415": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Accept"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unsupported-media-type"
        ]
      },
      "422": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "invalid-body"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "deleteWebhookEndpoint": {
    "method": "delete",
    "path": "/v1/webhook-endpoints/{endpoint_id}",
    "scopes": [
      "endpoints:write"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "endpoint_id": {
            "$ref": "#/$defs/EndpointId"
          }
        },
        "required": [
          "endpoint_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "204": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {},
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "replayEvents": {
    "method": "post",
    "path": "/v1/webhook-endpoints/{endpoint_id}/replay",
    "scopes": [
      "endpoints:write",
      "deliveries:write"
    ],
    "isPublic": false,
    "job": "replay",
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "endpoint_id": {
            "$ref": "#/$defs/EndpointId"
          }
        },
        "required": [
          "endpoint_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "Idempotency-Key": {
            "type": "string",
            "pattern": "^(\"([\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\]){1,255}\"|[\\x21\\x23-\\x7e]{1,255})$"
          },
          "X-Correlation-Id": {
            "$ref": "#/$defs/CorrelationId"
          },
          "Prefer": {
            "type": "string"
          },
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": {
      "application/json": {
        "$ref": "#/$defs/ReplayInput"
      }
    },
    "isBodyRequired": true,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Preference-Applied",
          "Location",
          "ETag",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "anyOf": [
              {
                "$ref": "#/$defs/Request"
              },
              {
                "$ref": "#/$defs/DryRun"
              }
            ]
          }
        },
        "problems": []
      },
      "202": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Location",
          "Retry-After",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/WorkAccepted"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "409": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "idempotency-key-reused",
          "idempotency-in-progress",
          "endpoint-disabled"
        ]
      },
      "413": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "payload-too-large"
        ]
      },
      "415": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Accept"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unsupported-media-type"
        ]
      },
      "422": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "invalid-body"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "pingWebhookEndpoint": {
    "method": "post",
    "path": "/v1/webhook-endpoints/{endpoint_id}/ping",
    "scopes": [
      "endpoints:write"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "endpoint_id": {
            "$ref": "#/$defs/EndpointId"
          }
        },
        "required": [
          "endpoint_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "Idempotency-Key": {
            "type": "string",
            "pattern": "^(\"([\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\]){1,255}\"|[\\x21\\x23-\\x7e]{1,255})$"
          },
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": {
      "application/json": {
        "$ref": "#/$defs/PingInput"
      }
    },
    "isBodyRequired": false,
    "responses": {
      "202": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/Pinged"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "409": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "idempotency-key-reused",
          "idempotency-in-progress",
          "endpoint-disabled"
        ]
      },
      "413": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "payload-too-large"
        ]
      },
      "415": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Accept"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unsupported-media-type"
        ]
      },
      "422": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "invalid-body"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "rotateWebhookSecret": {
    "method": "post",
    "path": "/v1/webhook-endpoints/{endpoint_id}/rotate-secret",
    "scopes": [
      "endpoints:write"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "endpoint_id": {
            "$ref": "#/$defs/EndpointId"
          }
        },
        "required": [
          "endpoint_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "Idempotency-Key": {
            "type": "string",
            "pattern": "^(\"([\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\]){1,255}\"|[\\x21\\x23-\\x7e]{1,255})$"
          },
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": {
      "application/json": {
        "$ref": "#/$defs/RotateSecretInput"
      }
    },
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/SecretRotated"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "409": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "idempotency-key-reused",
          "idempotency-in-progress"
        ]
      },
      "413": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "payload-too-large"
        ]
      },
      "415": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Accept"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unsupported-media-type"
        ]
      },
      "422": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "invalid-body"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "listDeliveries": {
    "method": "get",
    "path": "/v1/deliveries",
    "scopes": [
      "deliveries:read"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {
          "state": {
            "$ref": "#/$defs/DeliveryState"
          },
          "endpoint_id": {
            "$ref": "#/$defs/EndpointId"
          },
          "event_id": {
            "$ref": "#/$defs/EventId"
          },
          "type": {
            "$ref": "#/$defs/EventTypeName"
          },
          "since": {
            "$ref": "#/$defs/Timestamp"
          },
          "until": {
            "$ref": "#/$defs/Timestamp"
          },
          "limit": {
            "$ref": "#/$defs/PageLimit"
          },
          "cursor": {
            "$ref": "#/$defs/Cursor"
          }
        },
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/DeliveryPage"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "redriveDeliveries": {
    "method": "post",
    "path": "/v1/deliveries/redrive",
    "scopes": [
      "deliveries:write"
    ],
    "isPublic": false,
    "job": "redrive",
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "Idempotency-Key": {
            "type": "string",
            "pattern": "^(\"([\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\]){1,255}\"|[\\x21\\x23-\\x7e]{1,255})$"
          },
          "X-Correlation-Id": {
            "$ref": "#/$defs/CorrelationId"
          },
          "Prefer": {
            "type": "string"
          },
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": {
      "application/json": {
        "$ref": "#/$defs/RedriveInput"
      }
    },
    "isBodyRequired": true,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Preference-Applied",
          "Location",
          "ETag",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "anyOf": [
              {
                "$ref": "#/$defs/Request"
              },
              {
                "$ref": "#/$defs/DryRun"
              }
            ]
          }
        },
        "problems": []
      },
      "202": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Location",
          "Retry-After",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/WorkAccepted"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "409": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "idempotency-key-reused",
          "idempotency-in-progress"
        ]
      },
      "413": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "payload-too-large"
        ]
      },
      "415": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Accept"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unsupported-media-type"
        ]
      },
      "422": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "invalid-body"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "getDelivery": {
    "method": "get",
    "path": "/v1/deliveries/{delivery_id}",
    "scopes": [
      "deliveries:read"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "delivery_id": {
            "$ref": "#/$defs/DeliveryId"
          }
        },
        "required": [
          "delivery_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/Delivery"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "redriveDelivery": {
    "method": "post",
    "path": "/v1/deliveries/{delivery_id}/redrive",
    "scopes": [
      "deliveries:write"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "delivery_id": {
            "$ref": "#/$defs/DeliveryId"
          }
        },
        "required": [
          "delivery_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/Delivery"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "409": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-redrivable"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "listEvents": {
    "method": "get",
    "path": "/v1/events",
    "scopes": [
      "events:read"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {
          "type": {
            "$ref": "#/$defs/EventTypeName"
          },
          "subject": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255,
            "pattern": "^[^\\x00]+$"
          },
          "correlation_id": {
            "$ref": "#/$defs/CorrelationId"
          },
          "since": {
            "$ref": "#/$defs/Timestamp"
          },
          "until": {
            "$ref": "#/$defs/Timestamp"
          },
          "limit": {
            "$ref": "#/$defs/PageLimit"
          },
          "cursor": {
            "$ref": "#/$defs/Cursor"
          }
        },
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/EventPage"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "publishEvents": {
    "method": "post",
    "path": "/v1/events",
    "scopes": [
      "events:write"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "Idempotency-Key": {
            "type": "string",
            "pattern": "^(\"([\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\]){1,255}\"|[\\x21\\x23-\\x7e]{1,255})$"
          },
          "X-Correlation-Id": {
            "$ref": "#/$defs/CorrelationId"
          },
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": {
      "application/json": {
        "$ref": "#/$defs/EventsInput"
      }
    },
    "isBodyRequired": true,
    "responses": {
      "202": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "anyOf": [
              {
                "$ref": "#/$defs/EventAccepted"
              },
              {
                "$ref": "#/$defs/EventBatchAccepted"
              }
            ]
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "409": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "idempotency-key-reused",
          "idempotency-in-progress"
        ]
      },
      "413": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "payload-too-large"
        ]
      },
      "415": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Accept"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unsupported-media-type"
        ]
      },
      "422": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "invalid-body"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "getEvent": {
    "method": "get",
    "path": "/v1/events/{event_id}",
    "scopes": [
      "events:read"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "event_id": {
            "$ref": "#/$defs/EventId"
          }
        },
        "required": [
          "event_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/Event"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "410": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "expired"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "listEventTypes": {
    "method": "get",
    "path": "/v1/event-types",
    "scopes": [
      "events:read"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/EventTypePage"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "listApiKeys": {
    "method": "get",
    "path": "/v1/api-keys",
    "scopes": [
      "api-keys:read"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {
          "limit": {
            "$ref": "#/$defs/PageLimit"
          },
          "cursor": {
            "$ref": "#/$defs/Cursor"
          }
        },
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/ApiKeyPage"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "createApiKey": {
    "method": "post",
    "path": "/v1/api-keys",
    "scopes": [
      "api-keys:write"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "Idempotency-Key": {
            "type": "string",
            "pattern": "^(\"([\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\]){1,255}\"|[\\x21\\x23-\\x7e]{1,255})$"
          },
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": {
      "application/json": {
        "$ref": "#/$defs/ApiKeyInput"
      }
    },
    "isBodyRequired": true,
    "responses": {
      "201": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Location",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/ApiKeyCreated"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "409": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "idempotency-key-reused",
          "idempotency-in-progress"
        ]
      },
      "413": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "payload-too-large"
        ]
      },
      "415": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Accept"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unsupported-media-type"
        ]
      },
      "422": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "invalid-body"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "getApiKey": {
    "method": "get",
    "path": "/v1/api-keys/{key_id}",
    "scopes": [
      "api-keys:read"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "key_id": {
            "$ref": "#/$defs/KeyId"
          }
        },
        "required": [
          "key_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/ApiKey"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "revokeApiKey": {
    "method": "delete",
    "path": "/v1/api-keys/{key_id}",
    "scopes": [
      "api-keys:write"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "key_id": {
            "$ref": "#/$defs/KeyId"
          }
        },
        "required": [
          "key_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "204": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {},
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "listTenants": {
    "method": "get",
    "path": "/v1/tenants",
    "scopes": [
      "operator"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {
          "limit": {
            "$ref": "#/$defs/PageLimit"
          },
          "cursor": {
            "$ref": "#/$defs/Cursor"
          }
        },
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/TenantPage"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "createTenant": {
    "method": "post",
    "path": "/v1/tenants",
    "scopes": [
      "operator"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "Idempotency-Key": {
            "type": "string",
            "pattern": "^(\"([\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\]){1,255}\"|[\\x21\\x23-\\x7e]{1,255})$"
          },
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": {
      "application/json": {
        "$ref": "#/$defs/TenantInput"
      }
    },
    "isBodyRequired": true,
    "responses": {
      "201": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Location",
          "Idempotent-Replayed"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/Tenant"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "409": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "idempotency-key-reused",
          "idempotency-in-progress"
        ]
      },
      "413": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "payload-too-large"
        ]
      },
      "415": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Accept"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unsupported-media-type"
        ]
      },
      "422": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "invalid-body"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "getTenant": {
    "method": "get",
    "path": "/v1/tenants/{tenant_id}",
    "scopes": [
      "operator"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "tenant_id": {
            "$ref": "#/$defs/TenantId"
          }
        },
        "required": [
          "tenant_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/Tenant"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "updateTenant": {
    "method": "patch",
    "path": "/v1/tenants/{tenant_id}",
    "scopes": [
      "operator"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "tenant_id": {
            "$ref": "#/$defs/TenantId"
          }
        },
        "required": [
          "tenant_id"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": {
      "application/json": {
        "$ref": "#/$defs/TenantUpdate"
      }
    },
    "isBodyRequired": true,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/Tenant"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "413": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "payload-too-large"
        ]
      },
      "415": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Accept"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unsupported-media-type"
        ]
      },
      "422": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "invalid-body"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable",
          "overloaded"
        ]
      }
    }
  },
  "getProblemType": {
    "method": "get",
    "path": "/problems/{problem}",
    "scopes": [],
    "isPublic": true,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {
          "problem": {
            "type": "string",
            "pattern": "^[a-z-]{1,64}$"
          }
        },
        "required": [
          "problem"
        ],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/ProblemType"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "404": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "not-found"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      }
    }
  },
  "getOpenapi": {
    "method": "get",
    "path": "/openapi.json",
    "scopes": [],
    "isPublic": true,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/ApiDocument"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      }
    }
  },
  "getAsyncapi": {
    "method": "get",
    "path": "/asyncapi.json",
    "scopes": [],
    "isPublic": true,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/ApiDocument"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      }
    }
  },
  "getDocsPage": {
    "method": "get",
    "path": "/docs",
    "scopes": [],
    "isPublic": true,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "If-None-Match": {
            "type": "string",
            "maxLength": 1024
          },
          "Accept-Encoding": {
            "type": "string",
            "maxLength": 1024
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "ETag",
          "Cache-Control",
          "Vary",
          "Content-Security-Policy",
          "X-Content-Type-Options"
        ],
        "content": {
          "text/html": {
            "type": "string"
          }
        },
        "problems": []
      },
      "304": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "ETag",
          "Cache-Control",
          "Vary"
        ],
        "content": {},
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      }
    }
  },
  "getEventsPage": {
    "method": "get",
    "path": "/events",
    "scopes": [],
    "isPublic": true,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "If-None-Match": {
            "type": "string",
            "maxLength": 1024
          },
          "Accept-Encoding": {
            "type": "string",
            "maxLength": 1024
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "ETag",
          "Cache-Control",
          "Vary",
          "Content-Security-Policy",
          "X-Content-Type-Options"
        ],
        "content": {
          "text/html": {
            "type": "string"
          }
        },
        "problems": []
      },
      "304": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "ETag",
          "Cache-Control",
          "Vary"
        ],
        "content": {},
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      }
    }
  },
  "getLiveness": {
    "method": "get",
    "path": "/livez",
    "scopes": [],
    "isPublic": true,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/Health"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      }
    }
  },
  "getReadiness": {
    "method": "get",
    "path": "/readyz",
    "scopes": [],
    "isPublic": true,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/Readiness"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/json": {
            "$ref": "#/$defs/Readiness"
          }
        },
        "problems": []
      }
    }
  },
  "getMetrics": {
    "method": "get",
    "path": "/metrics",
    "scopes": [
      "operator"
    ],
    "isPublic": false,
    "job": null,
    "parameters": {
      "path": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "query": {
        "type": "object",
        "properties": {},
        "required": [],
        "additionalProperties": false
      },
      "header": {
        "type": "object",
        "properties": {
          "X-Tenant-Id": {
            "$ref": "#/$defs/TenantId"
          },
          "traceparent": {
            "type": "string"
          }
        },
        "required": [],
        "additionalProperties": true
      }
    },
    "body": null,
    "isBodyRequired": false,
    "responses": {
      "200": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "text/plain; version=0.0.4": {
            "type": "string"
          }
        },
        "problems": []
      },
      "400": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "malformed-request"
        ]
      },
      "401": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "WWW-Authenticate"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unauthenticated"
        ]
      },
      "403": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "insufficient-scope"
        ]
      },
      "429": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "rate-limited"
        ]
      },
      "500": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "internal-error"
        ]
      },
      "503": {
        "headers": [
          "X-Request-Id",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After"
        ],
        "content": {
          "application/problem+json": {
            "$ref": "#/$defs/Problem"
          }
        },
        "problems": [
          "unavailable"
        ]
      }
    }
  }
} as const satisfies Record<string, OperationContract>;

export const scopes = {
  "images:process": {
    "isDefault": true
  },
  "reports:create": {
    "isDefault": true
  },
  "documents:sign": {
    "isDefault": false
  },
  "requests:read": {
    "isDefault": true
  },
  "requests:write": {
    "isDefault": true
  },
  "files:write": {
    "isDefault": true
  },
  "files:read": {
    "isDefault": true
  },
  "endpoints:read": {
    "isDefault": true
  },
  "endpoints:write": {
    "isDefault": true
  },
  "deliveries:write": {
    "isDefault": true
  },
  "deliveries:read": {
    "isDefault": true
  },
  "events:read": {
    "isDefault": true
  },
  "events:write": {
    "isDefault": true
  },
  "api-keys:read": {
    "isDefault": true
  },
  "api-keys:write": {
    "isDefault": true
  },
  "operator": {
    "isDefault": false
  }
} as const satisfies Record<string, ScopeContract>;

export const jobs = {
  "image-process": {
    "operation": "processImage",
    "input": "ImageProcessInput",
    "events": {
      "succeeded": "image.processed",
      "failed": "image.failed",
      "canceled": "image.canceled"
    },
    "estimatedSeconds": 2,
    "timeoutSeconds": 120,
    "maxAttempts": 4
  },
  "report": {
    "operation": "createReport",
    "input": "ReportInput",
    "events": {
      "succeeded": "report.completed",
      "failed": "report.failed",
      "canceled": "report.canceled"
    },
    "estimatedSeconds": 3,
    "timeoutSeconds": 120,
    "maxAttempts": 4
  },
  "document-sign": {
    "operation": "signDocument",
    "input": "DocumentSignInput",
    "events": {
      "succeeded": "document.signed",
      "failed": "document.signing_failed",
      "canceled": "document.signing_canceled"
    },
    "estimatedSeconds": 5,
    "timeoutSeconds": 120,
    "maxAttempts": 4
  },
  "replay": {
    "operation": "replayEvents",
    "input": "ReplayInput",
    "events": null,
    "estimatedSeconds": 5,
    "timeoutSeconds": 60,
    "maxAttempts": 50
  },
  "redrive": {
    "operation": "redriveDeliveries",
    "input": "RedriveInput",
    "events": null,
    "estimatedSeconds": 5,
    "timeoutSeconds": 60,
    "maxAttempts": 50
  }
} as const satisfies Record<string, JobContract>;

export const events = {
  "image.processed": {
    "publishable": false,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "ImageProcessedV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "image.processed",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
            "sequence": 1,
            "correlation_id": "order-4711",
            "data": {
              "request_id": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "status": "succeeded",
              "status_url": "https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "result_url": "https://waybill.example.com/v1/results/res_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "media_type": "image/webp",
              "size": 18234,
              "width": 800,
              "height": 533
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "image.failed": {
    "publishable": false,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "ImageFailedV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "image.failed",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
            "sequence": 1,
            "correlation_id": "order-4711",
            "data": {
              "request_id": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "status": "failed",
              "status_url": "https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "error": {
                "type": "https://waybill.example.com/problems/unreadable-image",
                "title": "The file is not a whole image of a type that is read here",
                "status": 422,
                "detail": "The file ends early."
              }
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "image.canceled": {
    "publishable": false,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "ImageCanceledV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "image.canceled",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
            "sequence": 1,
            "correlation_id": "order-4711",
            "data": {
              "request_id": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "status": "canceled",
              "status_url": "https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa"
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "report.completed": {
    "publishable": false,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "ReportCompletedV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "report.completed",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
            "sequence": 1,
            "correlation_id": "month-end-2026-11",
            "data": {
              "request_id": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "status": "succeeded",
              "status_url": "https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "result_url": "https://waybill.example.com/v1/results/res_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "report_type": "sales",
              "media_type": "application/pdf",
              "size": 48211,
              "row_count": 30
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "report.failed": {
    "publishable": false,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "ReportFailedV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "report.failed",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
            "sequence": 1,
            "correlation_id": "month-end-2026-11",
            "data": {
              "request_id": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "status": "failed",
              "status_url": "https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "error": {
                "type": "https://waybill.example.com/problems/job-timeout",
                "title": "The job ran over its time limit",
                "status": 504,
                "detail": "The limit is 120 s."
              }
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "report.canceled": {
    "publishable": false,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "ReportCanceledV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "report.canceled",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
            "sequence": 1,
            "correlation_id": "month-end-2026-11",
            "data": {
              "request_id": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "status": "canceled",
              "status_url": "https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa"
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "order.created": {
    "publishable": true,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "OrderCreatedV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "order.created",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "4711",
            "sequence": 1,
            "correlation_id": "order-4711",
            "data": {
              "order_id": "4711",
              "currency": "EUR",
              "total_amount": 4990,
              "customer_id": "c-1093",
              "item_count": 3
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "order.paid": {
    "publishable": true,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "OrderPaidV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "order.paid",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "4711",
            "sequence": 2,
            "correlation_id": "order-4711",
            "data": {
              "order_id": "4711",
              "currency": "EUR",
              "total_amount": 4990
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "document.signed": {
    "publishable": false,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "DocumentSignedV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "document.signed",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
            "sequence": 1,
            "correlation_id": "order-4711",
            "data": {
              "request_id": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "status": "succeeded",
              "status_url": "https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "result_url": "https://waybill.example.com/v1/results/res_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "media_type": "application/pdf",
              "size": 182340,
              "page_count": 3,
              "signed_at": "2026-11-20T09:30:00.000Z",
              "signer": "Example Ltd",
              "certificate_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "document.signing_failed": {
    "publishable": false,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "DocumentSigningFailedV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "document.signing_failed",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
            "sequence": 1,
            "correlation_id": "order-4711",
            "data": {
              "request_id": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "status": "failed",
              "status_url": "https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "error": {
                "type": "https://waybill.example.com/problems/unreadable-document",
                "title": "The file is not a whole PDF that can be read",
                "status": 422,
                "detail": "It is encrypted."
              }
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "document.signing_canceled": {
    "publishable": false,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "DocumentSigningCanceledV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "document.signing_canceled",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
            "sequence": 1,
            "correlation_id": "order-4711",
            "data": {
              "request_id": "req_01k9w3v8m0e4d9q6s1t7b2n5xa",
              "status": "canceled",
              "status_url": "https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa"
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "shipment.updated": {
    "publishable": true,
    "newest": 2,
    "versions": {
      "1": {
        "schema": "ShipmentUpdatedV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "shipment.updated",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "s-20391",
            "sequence": 1,
            "correlation_id": "order-4711",
            "data": {
              "shipment_id": "s-20391",
              "order_id": "4711",
              "status": "in_transit",
              "carrier": "DHL",
              "tracking_number": "00340434161094042557"
            }
          }
        ],
        "deprecated": true,
        "changes": []
      },
      "2": {
        "schema": "ShipmentUpdatedV2",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "shipment.updated",
            "event_version": 2,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "s-20391",
            "sequence": 1,
            "correlation_id": "order-4711",
            "data": {
              "shipment_id": "s-20391",
              "order_id": "4711",
              "status": "in_transit",
              "parcels": [
                {
                  "carrier": "DHL",
                  "tracking_number": "00340434161094042557"
                }
              ],
              "estimated_delivery_at": "2026-11-22T17:00:00.000Z"
            }
          }
        ],
        "deprecated": false,
        "changes": [
          "`data.status` can be `returned` too",
          "`data.parcels` is new and always there",
          "`data.estimated_delivery_at` is new and may be absent",
          "`data.carrier` is gone",
          "`data.tracking_number` is gone"
        ]
      }
    }
  },
  "endpoint.ping": {
    "publishable": false,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "EndpointPingV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "endpoint.ping",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
            "sequence": 1,
            "correlation_id": "order-4711",
            "data": {
              "endpoint_id": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1"
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "endpoint.failing": {
    "publishable": false,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "EndpointFailingV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "endpoint.failing",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
            "sequence": 1,
            "correlation_id": "order-4711",
            "data": {
              "endpoint_id": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
              "url": "https://hooks.example.com/waybill",
              "failing_since": "2026-11-20T09:29:12.004Z",
              "disables_at": "2026-11-25T09:29:12.004Z",
              "status_code": 503,
              "error_code": "server_error"
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "endpoint.disabled": {
    "publishable": false,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "EndpointDisabledV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "endpoint.disabled",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
            "sequence": 1,
            "correlation_id": "order-4711",
            "data": {
              "endpoint_id": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
              "url": "https://hooks.example.com/waybill",
              "disabled_reason": "gone"
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "delivery.dead_lettered": {
    "publishable": false,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "DeliveryDeadLetteredV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "delivery.dead_lettered",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
            "sequence": 1,
            "correlation_id": "order-4711",
            "data": {
              "endpoint_id": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
              "dead_reason": "attempts_exhausted",
              "count": 214,
              "delivery_id": "dlv_01k9w3vc2d6f8h0k1m3n5p7q9r01k9w3n2b5g8r4s7t0v3w6x9y1",
              "deliveries_url": "https://waybill.example.com/v1/deliveries?state=dead&endpoint_id=ep_01k9w3n2b5g8r4s7t0v3w6x9y1"
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "secret.rotated": {
    "publishable": false,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "SecretRotatedV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "secret.rotated",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
            "sequence": 1,
            "correlation_id": "order-4711",
            "data": {
              "endpoint_id": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
              "key_id": "key_01k9w3n2b6h9s5t8v1w4x7y0z2",
              "previous_expires_at": "2026-11-21T09:30:00.000Z"
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  },
  "secret.rotation_due": {
    "publishable": false,
    "newest": 1,
    "versions": {
      "1": {
        "schema": "SecretRotationDueV1",
        "examples": [
          {
            "event_id": "evt_01k9w3vc2d6f8h0k1m3n5p7q9r",
            "type": "secret.rotation_due",
            "event_version": 1,
            "occurred_at": "2026-11-20T09:30:00.812Z",
            "subject": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
            "sequence": 1,
            "correlation_id": "order-4711",
            "data": {
              "endpoint_id": "ep_01k9w3n2b5g8r4s7t0v3w6x9y1",
              "key_id": "key_01k9w3n2b6h9s5t8v1w4x7y0z2",
              "created_at": "2026-08-22T09:30:00.000Z"
            }
          }
        ],
        "deprecated": false,
        "changes": []
      }
    }
  }
} as const satisfies Record<string, EventContract>;

export const problems = {
  "malformed-request": {
    "status": 400,
    "title": "The call could not be read",
    "action": "Correct what `errors` or `detail` names; the same call will fail again."
  },
  "unauthenticated": {
    "status": 401,
    "title": "No valid API key",
    "action": "Send `Authorization: Bearer <api key>` with a key that is neither revoked nor expired."
  },
  "insufficient-scope": {
    "status": 403,
    "title": "The API key may not do this",
    "action": "Use a key that has the scope that `detail` names."
  },
  "idempotency-key-reused": {
    "status": 409,
    "title": "The Idempotency-Key belongs to another payload",
    "action": "Send a new key for a new payload, or the first payload again to get its answer."
  },
  "idempotency-in-progress": {
    "status": 409,
    "title": "The first call with this Idempotency-Key is still being answered",
    "action": "Send the same call again after `Retry-After` seconds."
  },
  "payload-too-large": {
    "status": 413,
    "title": "The body is over the limit",
    "action": "Send at most as many bytes as `detail` names."
  },
  "unsupported-media-type": {
    "status": 415,
    "title": "The media type is not accepted here",
    "action": "Send one of the media types in the `Accept` header of this answer."
  },
  "invalid-body": {
    "status": 422,
    "title": "The body breaks its schema",
    "action": "Correct every fault in `errors`; each names its place by a JSON Pointer."
  },
  "rate-limited": {
    "status": 429,
    "title": "Too many calls",
    "action": "Wait `Retry-After` seconds; `RateLimit-Policy` says how many calls are taken in which time."
  },
  "internal-error": {
    "status": 500,
    "title": "Something broke on our side",
    "action": "Retry with the same Idempotency-Key after a while; quote `call_id` when you report it."
  },
  "unavailable": {
    "status": 503,
    "title": "The service cannot take this now",
    "action": "Retry after `Retry-After` seconds."
  },
  "overloaded": {
    "status": 503,
    "title": "The service has more to do than it can",
    "action": "Nothing was done. Send the same call again after `Retry-After` seconds, and wait longer each time."
  },
  "not-found": {
    "status": 404,
    "title": "There is nothing here",
    "action": "Check the path, the id and the tenant of the key; the same call will fail again."
  },
  "expired": {
    "status": 410,
    "title": "It has expired",
    "action": "Requests, results and events live 30 days; fetch what you need before, or hand the work in again."
  },
  "too-many-followers": {
    "status": 429,
    "title": "Too many open streams",
    "action": "Close streams of requests that have ended; follow the others by polling, or by webhooks."
  },
  "not-cancelable": {
    "status": 409,
    "title": "The request has ended already",
    "action": "Nothing is left to cancel; read its outcome."
  },
  "endpoint-exists": {
    "status": 409,
    "title": "The origin has its callback endpoint already",
    "action": "Use the one that `detail` names; `rotate-secret` gives it a new secret."
  },
  "endpoint-disabled": {
    "status": 409,
    "title": "The endpoint is disabled",
    "action": "Enable it by `PATCH` with `status: enabled`, then send the call again."
  },
  "not-redrivable": {
    "status": 409,
    "title": "The delivery cannot be redriven",
    "action": "Redrive dead letters only, and only while their endpoint is enabled; `detail` says which it is."
  },
  "method-not-allowed": {
    "status": 405,
    "title": "The method is not offered here",
    "action": "Use one of the methods in the `Allow` header."
  },
  "job-crashed": {
    "status": 500,
    "title": "The job broke on every attempt",
    "action": "Hand the work in again; quote the request id when you report it."
  },
  "job-timeout": {
    "status": 504,
    "title": "The job ran over its time limit",
    "action": "Hand in smaller work."
  },
  "job-not-set-up": {
    "status": 503,
    "title": "The operator has not set this job up",
    "action": "Ask the operator of the service; `detail` says what is missing."
  },
  "source-unavailable": {
    "status": 502,
    "title": "The source could not be fetched",
    "action": "Make sure that the URL answers 200 with the whole file, quickly."
  },
  "upload-gone": {
    "status": 410,
    "title": "The upload is no longer there",
    "action": "Upload the file again."
  },
  "unreadable-image": {
    "status": 422,
    "title": "The file is not a whole image of a type that is read here",
    "action": "Send a complete JPEG, PNG, WebP, GIF, AVIF or TIFF file."
  },
  "image-too-large": {
    "status": 422,
    "title": "The image is over the limit",
    "action": "Send, or ask for, an image within the limits that `detail` names."
  },
  "crop-outside-image": {
    "status": 422,
    "title": "The crop reaches over the edge of the image",
    "action": "Choose a rectangle inside the image as it is after the operations before it."
  },
  "impossible-operation": {
    "status": 422,
    "title": "The operations cannot be carried out on this image",
    "action": "Choose other operations, or sizes that are less extreme."
  },
  "unreadable-document": {
    "status": 422,
    "title": "The file is not a whole PDF that can be read",
    "action": "Send a complete PDF that is not encrypted; `detail` says what is wrong with it."
  },
  "document-locked": {
    "status": 422,
    "title": "The document forbids further signatures",
    "action": "Sign it before the signature that closes it is made."
  }
} as const satisfies Record<string, ProblemContract>;

export const schemas: Record<string, JsonSchema> = {
  "CorrelationId": {
    "description": "Follows one piece of work over request, events and deliveries.",
    "type": "string",
    "pattern": "^[A-Za-z0-9._-]{1,128}$",
    "examples": [
      "order-4711"
    ]
  },
  "OutboundUrl": {
    "description": "A URL that Waybill will call: https on port 443 or 8443, no user info, no fragment, and a host that is neither local nor reserved; in networks that the operator allows any port, and http. Judged again on every connection.",
    "type": "string",
    "format": "outbound-url",
    "minLength": 1,
    "maxLength": 2048,
    "examples": [
      "https://images.example.com/cat.jpg"
    ]
  },
  "UploadId": {
    "type": "string",
    "pattern": "^upl_[0-7][0-9a-hjkmnp-tv-z]{25}$",
    "examples": [
      "upl_01k9w3tq7yfr0v5c8h2m4k6j9z"
    ]
  },
  "ImageResize": {
    "description": "Width, height or both, in pixels; with one of them the image keeps its shape.",
    "type": "object",
    "additionalProperties": false,
    "anyOf": [
      {
        "type": "object",
        "required": [
          "w"
        ]
      },
      {
        "type": "object",
        "required": [
          "h"
        ]
      }
    ],
    "properties": {
      "w": {
        "type": "integer",
        "minimum": 1,
        "maximum": 16384
      },
      "h": {
        "type": "integer",
        "minimum": 1,
        "maximum": 16384
      },
      "fit": {
        "description": "How the image fills the rectangle, as in CSS `object-fit`; `cover` when absent.",
        "type": "string",
        "enum": [
          "cover",
          "contain",
          "fill",
          "inside",
          "outside"
        ]
      }
    }
  },
  "ImageCrop": {
    "description": "A rectangle inside the image, in pixels from its top left corner.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "x",
      "y",
      "w",
      "h"
    ],
    "properties": {
      "x": {
        "type": "integer",
        "minimum": 0,
        "maximum": 16384
      },
      "y": {
        "type": "integer",
        "minimum": 0,
        "maximum": 16384
      },
      "w": {
        "type": "integer",
        "minimum": 1,
        "maximum": 16384
      },
      "h": {
        "type": "integer",
        "minimum": 1,
        "maximum": 16384
      }
    }
  },
  "ImageFormat": {
    "description": "The output's type; without this operation it stays that of the input.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "to"
    ],
    "properties": {
      "to": {
        "type": "string",
        "enum": [
          "jpeg",
          "png",
          "webp",
          "avif",
          "gif",
          "tiff"
        ]
      },
      "quality": {
        "description": "Of JPEG, WebP and AVIF; the others lose nothing.",
        "type": "integer",
        "minimum": 1,
        "maximum": 100
      }
    }
  },
  "ImageOperation": {
    "description": "Exactly one of the members. Before it and after it, an image has at most 50 million pixels.",
    "type": "object",
    "additionalProperties": false,
    "minProperties": 1,
    "maxProperties": 1,
    "properties": {
      "resize": {
        "$ref": "#/$defs/ImageResize"
      },
      "rotate": {
        "description": "Degrees clockwise; corners that open are transparent or black.",
        "type": "integer",
        "minimum": -360,
        "maximum": 360
      },
      "crop": {
        "$ref": "#/$defs/ImageCrop"
      },
      "format": {
        "$ref": "#/$defs/ImageFormat"
      }
    }
  },
  "CallbackUrl": {
    "description": "The event that ends this request is sent here as well, by the endpoint of this URL's origin among `/v1/webhook-endpoints`, which is made when a request first needs it. Its secret signs: make the endpoint beforehand (with no event types) to know it early, or get one by `rotate-secret`. What ends after that endpoint was disabled or deleted is not called back; the next request with a callback to its origin makes a deleted one anew.",
    "type": "string",
    "format": "outbound-url",
    "minLength": 1,
    "maxLength": 2048,
    "examples": [
      "https://shop.example.com/waybill/done?order=4711"
    ]
  },
  "Metadata": {
    "description": "The caller's own labels; shown again on the request.",
    "type": "object",
    "maxProperties": 20,
    "propertyNames": {
      "type": "string",
      "minLength": 1,
      "maxLength": 64
    },
    "additionalProperties": {
      "type": "string",
      "maxLength": 512
    },
    "examples": [
      {
        "order": "4711"
      }
    ]
  },
  "ImageProcessInput": {
    "type": "object",
    "additionalProperties": false,
    "required": [
      "operations"
    ],
    "oneOf": [
      {
        "type": "object",
        "required": [
          "image_url"
        ]
      },
      {
        "type": "object",
        "required": [
          "upload_id"
        ]
      }
    ],
    "properties": {
      "image_url": {
        "$ref": "#/$defs/OutboundUrl"
      },
      "upload_id": {
        "$ref": "#/$defs/UploadId"
      },
      "operations": {
        "description": "Applied in this order.",
        "type": "array",
        "minItems": 1,
        "maxItems": 20,
        "items": {
          "$ref": "#/$defs/ImageOperation"
        }
      },
      "callback_url": {
        "$ref": "#/$defs/CallbackUrl"
      },
      "metadata": {
        "$ref": "#/$defs/Metadata"
      }
    }
  },
  "OwnUrl": {
    "description": "An absolute URL of this service.",
    "type": "string",
    "pattern": "^https?://[^\\s]+$",
    "examples": [
      "https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa"
    ]
  },
  "RequestId": {
    "type": "string",
    "pattern": "^req_[0-7][0-9a-hjkmnp-tv-z]{25}$",
    "examples": [
      "req_01k9w3v8m0e4d9q6s1t7b2n5xa"
    ]
  },
  "RequestStatus": {
    "description": "`queued` → `processing` → `succeeded` or `failed`, and `canceled`; the last three are final.",
    "type": "string",
    "enum": [
      "queued",
      "processing",
      "succeeded",
      "failed",
      "canceled"
    ]
  },
  "Fault": {
    "description": "One fault of a call.",
    "type": "object",
    "required": [
      "pointer",
      "code",
      "detail"
    ],
    "properties": {
      "pointer": {
        "description": "JSON Pointer (RFC 6901) into the body; for a parameter `/path/<name>`, `/query/<name>` or `/header/<name>`.",
        "type": "string"
      },
      "code": {
        "type": "string",
        "pattern": "^[a-z0-9_]+$"
      },
      "detail": {
        "type": "string"
      }
    }
  },
  "Problem": {
    "description": "Problem details (RFC 9457). `type` tells problems apart; `errors` holds every fault that was found.",
    "type": "object",
    "required": [
      "type",
      "title",
      "status"
    ],
    "properties": {
      "type": {
        "$ref": "#/$defs/OwnUrl"
      },
      "title": {
        "type": "string"
      },
      "status": {
        "type": "integer",
        "minimum": 400,
        "maximum": 599
      },
      "detail": {
        "type": "string"
      },
      "instance": {
        "description": "The path of the call.",
        "type": "string"
      },
      "call_id": {
        "description": "The X-Request-Id of the call.",
        "type": "string"
      },
      "errors": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/Fault"
        }
      }
    }
  },
  "Timestamp": {
    "description": "RFC 3339; in answers and events in UTC, with milliseconds.",
    "type": "string",
    "format": "date-time",
    "pattern": "^\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$",
    "examples": [
      "2026-11-20T09:30:00.000Z"
    ]
  },
  "Request": {
    "type": "object",
    "required": [
      "request_id",
      "type",
      "status",
      "progress",
      "result_url",
      "error",
      "metadata",
      "attempts",
      "created_at",
      "started_at",
      "updated_at",
      "expires_at"
    ],
    "properties": {
      "request_id": {
        "$ref": "#/$defs/RequestId"
      },
      "type": {
        "description": "The job type.",
        "type": "string",
        "examples": [
          "image-process"
        ]
      },
      "status": {
        "$ref": "#/$defs/RequestStatus"
      },
      "progress": {
        "description": "Never falls; 1 when succeeded.",
        "type": "number",
        "minimum": 0,
        "maximum": 1
      },
      "result_url": {
        "description": "Set exactly when succeeded.",
        "type": [
          "string",
          "null"
        ],
        "pattern": "^https?://[^\\s]+$"
      },
      "error": {
        "description": "Set exactly when failed.",
        "anyOf": [
          {
            "$ref": "#/$defs/Problem"
          },
          {
            "type": "null"
          }
        ]
      },
      "metadata": {
        "$ref": "#/$defs/Metadata"
      },
      "attempts": {
        "description": "Runs begun.",
        "type": "integer",
        "minimum": 0,
        "maximum": 1000
      },
      "created_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "started_at": {
        "anyOf": [
          {
            "$ref": "#/$defs/Timestamp"
          },
          {
            "type": "null"
          }
        ]
      },
      "updated_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "expires_at": {
        "$ref": "#/$defs/Timestamp"
      }
    }
  },
  "DryRun": {
    "description": "What would have been accepted; nothing was stored.",
    "type": "object",
    "required": [
      "request_id",
      "type",
      "estimated_seconds",
      "input"
    ],
    "properties": {
      "request_id": {
        "description": "Null; there is no request.",
        "anyOf": [
          {
            "$ref": "#/$defs/RequestId"
          },
          {
            "type": "null"
          }
        ]
      },
      "type": {
        "description": "The job type.",
        "type": "string"
      },
      "estimated_seconds": {
        "type": "integer",
        "minimum": 0,
        "maximum": 86400
      },
      "input": {
        "description": "The body as it was understood.",
        "type": "object",
        "additionalProperties": true
      }
    }
  },
  "WorkAccepted": {
    "description": "The work is stored and will be done.",
    "type": "object",
    "required": [
      "request_id",
      "status",
      "status_url",
      "estimated_seconds"
    ],
    "properties": {
      "request_id": {
        "$ref": "#/$defs/RequestId"
      },
      "status": {
        "type": "string",
        "const": "queued"
      },
      "status_url": {
        "$ref": "#/$defs/OwnUrl"
      },
      "estimated_seconds": {
        "type": "integer",
        "minimum": 0,
        "maximum": 86400
      }
    }
  },
  "ReportInput": {
    "type": "object",
    "additionalProperties": false,
    "required": [
      "report_type",
      "format",
      "from",
      "to"
    ],
    "properties": {
      "report_type": {
        "description": "`delivery_activity` is what became of deliveries, by endpoint; `sales` is what the events `order.created` and `order.paid` tell, by period and currency.",
        "type": "string",
        "enum": [
          "delivery_activity",
          "sales"
        ]
      },
      "format": {
        "description": "CSV has every row; PDF and HTML add figures and a chart, and say so where they leave rows out.",
        "type": "string",
        "enum": [
          "pdf",
          "csv",
          "html"
        ]
      },
      "from": {
        "$ref": "#/$defs/Timestamp"
      },
      "to": {
        "$ref": "#/$defs/Timestamp"
      },
      "group_by": {
        "description": "The length of a period, in UTC; weeks begin on Monday (ISO 8601). `day` when absent.",
        "type": "string",
        "enum": [
          "day",
          "week",
          "month"
        ]
      },
      "callback_url": {
        "$ref": "#/$defs/CallbackUrl"
      },
      "metadata": {
        "$ref": "#/$defs/Metadata"
      }
    }
  },
  "DocumentSignInput": {
    "type": "object",
    "additionalProperties": false,
    "required": [
      "upload_id"
    ],
    "properties": {
      "upload_id": {
        "$ref": "#/$defs/UploadId"
      },
      "reason": {
        "description": "Why it is signed; shown by PDF readers.",
        "type": "string",
        "minLength": 1,
        "maxLength": 255
      },
      "location": {
        "description": "Where it is signed; shown by PDF readers.",
        "type": "string",
        "minLength": 1,
        "maxLength": 255
      },
      "contact": {
        "description": "How a reader can reach the signer, such as an address or a phone number; shown by PDF readers.",
        "type": "string",
        "minLength": 1,
        "maxLength": 255
      },
      "callback_url": {
        "$ref": "#/$defs/CallbackUrl"
      },
      "metadata": {
        "$ref": "#/$defs/Metadata"
      }
    }
  },
  "PageLimit": {
    "description": "At most so many items in the answer; 50 when absent.",
    "type": "integer",
    "minimum": 1,
    "maximum": 200
  },
  "Cursor": {
    "description": "Opaque; the `next_cursor` of the page before.",
    "type": "string",
    "pattern": "^[A-Za-z0-9_-]{1,512}$",
    "examples": [
      "ZXBfMDFrOXczbjJiNWc4cjRzN3QwdjN3Nng5eTE"
    ]
  },
  "NextCursor": {
    "description": "Where the next page begins; null on the last page.",
    "type": [
      "string",
      "null"
    ],
    "pattern": "^[A-Za-z0-9_-]{1,512}$"
  },
  "RequestPage": {
    "type": "object",
    "required": [
      "data",
      "next_cursor"
    ],
    "properties": {
      "data": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/Request"
        }
      },
      "next_cursor": {
        "$ref": "#/$defs/NextCursor"
      }
    }
  },
  "Bytes": {
    "description": "The file itself; at most 50 MiB.",
    "type": "string",
    "format": "binary"
  },
  "MediaType": {
    "type": "string",
    "pattern": "^[a-z]+/[a-z0-9.+-]+$",
    "maxLength": 127,
    "examples": [
      "image/webp"
    ]
  },
  "Upload": {
    "type": "object",
    "required": [
      "upload_id",
      "media_type",
      "size",
      "expires_at"
    ],
    "properties": {
      "upload_id": {
        "$ref": "#/$defs/UploadId"
      },
      "media_type": {
        "$ref": "#/$defs/MediaType"
      },
      "size": {
        "description": "In bytes.",
        "type": "integer",
        "minimum": 1,
        "maximum": 52428800
      },
      "expires_at": {
        "$ref": "#/$defs/Timestamp"
      }
    }
  },
  "ResultId": {
    "type": "string",
    "pattern": "^res_[0-7][0-9a-hjkmnp-tv-z]{25}$",
    "examples": [
      "res_01k9w3v8m0e4d9q6s1t7b2n5xa"
    ]
  },
  "DeliveriesQueued": {
    "description": "What a redrive or a replay did.",
    "type": "object",
    "required": [
      "queued",
      "skipped"
    ],
    "properties": {
      "queued": {
        "description": "Deliveries that are pending by it.",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "skipped": {
        "description": "Deliveries that were left as they are.",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      }
    }
  },
  "EndpointId": {
    "type": "string",
    "pattern": "^ep_[0-7][0-9a-hjkmnp-tv-z]{25}$",
    "examples": [
      "ep_01k9w3n2b5g8r4s7t0v3w6x9y1"
    ]
  },
  "EventPattern": {
    "description": "An event type, the types below a prefix (`order.*`), or `*` for all but those about the service itself (`endpoint.*`, `delivery.*`, `secret.*`), which are subscribed by name.",
    "type": "string",
    "pattern": "^(\\*|[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*(\\.\\*)?)$",
    "maxLength": 100,
    "examples": [
      "image.processed"
    ]
  },
  "EventVersion": {
    "description": "Says which schema of the type the data has.",
    "type": "integer",
    "minimum": 1,
    "maximum": 1000
  },
  "EventVersions": {
    "description": "By event type, the version of it that is sent here; every other type that is covered is in the version that was the newest when the endpoint began to cover it, and stays in it as long as it does. What has been fanned out before a change keeps its version; an event from before a version existed is sent in its own, by a replay for instance.",
    "type": "object",
    "maxProperties": 200,
    "additionalProperties": {
      "$ref": "#/$defs/EventVersion"
    },
    "examples": [
      {
        "shipment.updated": 1
      }
    ]
  },
  "RetryPolicyInForce": {
    "description": "The policy with its defaults filled in.",
    "type": "object",
    "required": [
      "max_attempts",
      "initial_delay_ms",
      "max_delay_ms",
      "max_age_s",
      "retry_client_errors"
    ],
    "properties": {
      "max_attempts": {
        "description": "Default 10.",
        "type": "integer",
        "minimum": 1,
        "maximum": 100
      },
      "initial_delay_ms": {
        "description": "Default 2000.",
        "type": "integer",
        "minimum": 10,
        "maximum": 3600000
      },
      "max_delay_ms": {
        "description": "Default 600000, ten minutes.",
        "type": "integer",
        "minimum": 10,
        "maximum": 86400000
      },
      "max_age_s": {
        "description": "Default 86400, a day.",
        "type": "integer",
        "minimum": 1,
        "maximum": 604800
      },
      "retry_client_errors": {
        "description": "Default false: an answer of 4xx other than 408, 410, 425 and 429 makes the delivery a dead letter at once. True: it is tried again.",
        "type": "boolean"
      }
    }
  },
  "RateLimitPerSecond": {
    "description": "At most so many attempts a second, in bursts of a tenth of a second at most. Null: as many as the receiver takes.",
    "type": [
      "integer",
      "null"
    ],
    "minimum": 1,
    "maximum": 10000
  },
  "MaxConcurrency": {
    "description": "At most so many attempts at once.",
    "type": "integer",
    "minimum": 1,
    "maximum": 256
  },
  "XSignatureForm": {
    "description": "The form of the `X-Signature` header: `labelled` is `t=<seconds>,v1=<hex>`, `bare` the hex alone.",
    "type": "string",
    "enum": [
      "labelled",
      "bare"
    ]
  },
  "EndpointStatus": {
    "description": "Nothing is sent while it is `disabled`: what waits ends as dead letters (`endpoint_disabled`), and what happens meanwhile is not stored for it. What failed before it was `enabled` again does not count.",
    "type": "string",
    "enum": [
      "enabled",
      "disabled"
    ]
  },
  "DisabledReason": {
    "description": "Why nothing is sent: `gone` (it answered 410), `failing` (no attempt succeeded for five days), `manual` (you disabled it). To go on, change its `status` to `enabled`.",
    "type": [
      "string",
      "null"
    ],
    "examples": [
      "gone"
    ]
  },
  "SigningKey": {
    "description": "A secret as it is shown after its creation.",
    "type": "object",
    "required": [
      "key_id",
      "last_four",
      "created_at",
      "expires_at",
      "rotation_due_at"
    ],
    "properties": {
      "key_id": {
        "type": "string",
        "pattern": "^key_[0-7][0-9a-hjkmnp-tv-z]{25}$"
      },
      "last_four": {
        "type": "string",
        "minLength": 4,
        "maxLength": 4
      },
      "created_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "expires_at": {
        "anyOf": [
          {
            "$ref": "#/$defs/Timestamp"
          },
          {
            "type": "null"
          }
        ]
      },
      "rotation_due_at": {
        "description": "90 days after it was made; null when it expires anyway.",
        "anyOf": [
          {
            "$ref": "#/$defs/Timestamp"
          },
          {
            "type": "null"
          }
        ]
      }
    }
  },
  "WebhookEndpoint": {
    "type": "object",
    "required": [
      "endpoint_id",
      "url",
      "event_types",
      "event_versions",
      "description",
      "retry_policy",
      "rate_limit_per_second",
      "max_concurrency",
      "x_signature",
      "header_names",
      "status",
      "disabled_reason",
      "signing_keys",
      "created_at"
    ],
    "properties": {
      "endpoint_id": {
        "$ref": "#/$defs/EndpointId"
      },
      "url": {
        "type": "string"
      },
      "event_types": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/EventPattern"
        }
      },
      "event_versions": {
        "$ref": "#/$defs/EventVersions"
      },
      "description": {
        "type": "string"
      },
      "retry_policy": {
        "$ref": "#/$defs/RetryPolicyInForce"
      },
      "rate_limit_per_second": {
        "$ref": "#/$defs/RateLimitPerSecond"
      },
      "max_concurrency": {
        "$ref": "#/$defs/MaxConcurrency"
      },
      "x_signature": {
        "$ref": "#/$defs/XSignatureForm"
      },
      "header_names": {
        "description": "Of its own headers.",
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "status": {
        "$ref": "#/$defs/EndpointStatus"
      },
      "disabled_reason": {
        "$ref": "#/$defs/DisabledReason"
      },
      "signing_keys": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/SigningKey"
        }
      },
      "created_at": {
        "$ref": "#/$defs/Timestamp"
      }
    }
  },
  "WebhookEndpointPage": {
    "type": "object",
    "required": [
      "data",
      "next_cursor"
    ],
    "properties": {
      "data": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/WebhookEndpoint"
        }
      },
      "next_cursor": {
        "$ref": "#/$defs/NextCursor"
      }
    }
  },
  "RetryPolicy": {
    "description": "When a failed delivery is tried again: after about `initial_delay_ms`, then doubling up to `max_delay_ms`, each delay drawn from its upper half. It ends as a dead letter after `max_attempts`, or when the next attempt would come later than `max_age_s` after the first was due. Each member is optional. The defaults give up after about 17 minutes; `{\"max_attempts\": 30, \"initial_delay_ms\": 5000, \"max_delay_ms\": 21600000, \"max_age_s\": 259200}` goes on for three days.",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "max_attempts": {
        "description": "Default 10.",
        "type": "integer",
        "minimum": 1,
        "maximum": 100
      },
      "initial_delay_ms": {
        "description": "Default 2000.",
        "type": "integer",
        "minimum": 10,
        "maximum": 3600000
      },
      "max_delay_ms": {
        "description": "Default 600000, ten minutes.",
        "type": "integer",
        "minimum": 10,
        "maximum": 86400000
      },
      "max_age_s": {
        "description": "Default 86400, a day.",
        "type": "integer",
        "minimum": 1,
        "maximum": 604800
      },
      "retry_client_errors": {
        "description": "Default false: an answer of 4xx other than 408, 410, 425 and 429 makes the delivery a dead letter at once. True: it is tried again.",
        "type": "boolean"
      }
    },
    "examples": [
      {
        "max_attempts": 30,
        "initial_delay_ms": 5000,
        "max_delay_ms": 21600000,
        "max_age_s": 259200
      }
    ]
  },
  "OwnHeaders": {
    "description": "Sent with every delivery to this endpoint, such as the key of a gateway before it; encrypted, and never shown again but for the names. None may be one that Waybill sends, or one that the connection lives by.",
    "type": "object",
    "maxProperties": 20,
    "propertyNames": {
      "type": "string",
      "pattern": "^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$"
    },
    "additionalProperties": {
      "type": "string",
      "pattern": "^[!-~]([\\t -~]*[!-~])?$",
      "maxLength": 1024
    },
    "examples": [
      {
        "X-Api-Key": "7d1c5e90"
      }
    ]
  },
  "OwnSecret": {
    "description": "A secret that the receiver has already; else one is made. `whsec_` and the canonical base64 of 24 to 64 random bytes, of which at least 16 differ.",
    "type": "string",
    "pattern": "^whsec_(([A-Za-z0-9+/]{4}){8,21}([A-Za-z0-9+/][AQgw]==)?|([A-Za-z0-9+/]{4}){8,20}[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)$",
    "examples": [
      "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwdQ8="
    ]
  },
  "WebhookEndpointInput": {
    "type": "object",
    "additionalProperties": false,
    "required": [
      "url",
      "event_types"
    ],
    "properties": {
      "url": {
        "$ref": "#/$defs/OutboundUrl"
      },
      "event_types": {
        "description": "Empty for an endpoint that takes the callbacks (`callback_url`) to the origin of its URL, and nothing else.",
        "type": "array",
        "maxItems": 50,
        "uniqueItems": true,
        "items": {
          "$ref": "#/$defs/EventPattern"
        }
      },
      "event_versions": {
        "$ref": "#/$defs/EventVersions"
      },
      "description": {
        "type": "string",
        "maxLength": 500
      },
      "retry_policy": {
        "$ref": "#/$defs/RetryPolicy"
      },
      "rate_limit_per_second": {
        "$ref": "#/$defs/RateLimitPerSecond"
      },
      "max_concurrency": {
        "$ref": "#/$defs/MaxConcurrency"
      },
      "x_signature": {
        "$ref": "#/$defs/XSignatureForm"
      },
      "headers": {
        "$ref": "#/$defs/OwnHeaders"
      },
      "secret": {
        "$ref": "#/$defs/OwnSecret"
      }
    },
    "examples": [
      {
        "url": "https://hooks.example.com/waybill",
        "event_types": [
          "image.processed",
          "image.failed"
        ],
        "description": "The shop's image pipeline",
        "retry_policy": {
          "max_attempts": 30,
          "initial_delay_ms": 5000,
          "max_delay_ms": 21600000,
          "max_age_s": 259200
        },
        "rate_limit_per_second": 50
      }
    ]
  },
  "SigningSecret": {
    "description": "`whsec_` and the base64 of the key's bytes (Standard Webhooks).",
    "type": "string",
    "pattern": "^whsec_[A-Za-z0-9+/]+=*$",
    "examples": [
      "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwdQ8="
    ]
  },
  "WebhookEndpointCreated": {
    "description": "The endpoint with its secret, which is shown this once.",
    "type": "object",
    "required": [
      "endpoint_id",
      "url",
      "event_types",
      "event_versions",
      "description",
      "retry_policy",
      "rate_limit_per_second",
      "max_concurrency",
      "x_signature",
      "header_names",
      "status",
      "disabled_reason",
      "signing_keys",
      "created_at",
      "secret"
    ],
    "properties": {
      "endpoint_id": {
        "$ref": "#/$defs/EndpointId"
      },
      "url": {
        "type": "string"
      },
      "event_types": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/EventPattern"
        }
      },
      "event_versions": {
        "$ref": "#/$defs/EventVersions"
      },
      "description": {
        "type": "string"
      },
      "retry_policy": {
        "$ref": "#/$defs/RetryPolicyInForce"
      },
      "rate_limit_per_second": {
        "$ref": "#/$defs/RateLimitPerSecond"
      },
      "max_concurrency": {
        "$ref": "#/$defs/MaxConcurrency"
      },
      "x_signature": {
        "$ref": "#/$defs/XSignatureForm"
      },
      "header_names": {
        "description": "Of its own headers.",
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "status": {
        "$ref": "#/$defs/EndpointStatus"
      },
      "disabled_reason": {
        "$ref": "#/$defs/DisabledReason"
      },
      "signing_keys": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/SigningKey"
        }
      },
      "created_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "secret": {
        "$ref": "#/$defs/SigningSecret"
      }
    }
  },
  "EndpointStatistics": {
    "description": "Of the attempts of the last 24 hours and the current one, counted by the hour; some seconds old. The durations are right to within 10 %; null when there were no attempts.",
    "type": "object",
    "required": [
      "delivered",
      "failed",
      "p50_ms",
      "p95_ms",
      "failing_since"
    ],
    "properties": {
      "delivered": {
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "failed": {
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      },
      "p50_ms": {
        "description": "Half of them took no longer.",
        "type": [
          "integer",
          "null"
        ],
        "minimum": 0,
        "maximum": 86400000
      },
      "p95_ms": {
        "description": "Of twenty, nineteen took no longer.",
        "type": [
          "integer",
          "null"
        ],
        "minimum": 0,
        "maximum": 86400000
      },
      "failing_since": {
        "description": "Since when attempts have failed in a row, five of them at least; else null. As long as it is set one attempt is made every 30 seconds, for all that waits. `PATCH` with `status: enabled` has one made at once.",
        "anyOf": [
          {
            "$ref": "#/$defs/Timestamp"
          },
          {
            "type": "null"
          }
        ]
      }
    }
  },
  "WebhookEndpointShown": {
    "description": "The endpoint, and how its attempts have ended lately.",
    "type": "object",
    "required": [
      "endpoint_id",
      "url",
      "event_types",
      "event_versions",
      "description",
      "retry_policy",
      "rate_limit_per_second",
      "max_concurrency",
      "x_signature",
      "header_names",
      "status",
      "disabled_reason",
      "signing_keys",
      "created_at",
      "statistics"
    ],
    "properties": {
      "endpoint_id": {
        "$ref": "#/$defs/EndpointId"
      },
      "url": {
        "type": "string"
      },
      "event_types": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/EventPattern"
        }
      },
      "event_versions": {
        "$ref": "#/$defs/EventVersions"
      },
      "description": {
        "type": "string"
      },
      "retry_policy": {
        "$ref": "#/$defs/RetryPolicyInForce"
      },
      "rate_limit_per_second": {
        "$ref": "#/$defs/RateLimitPerSecond"
      },
      "max_concurrency": {
        "$ref": "#/$defs/MaxConcurrency"
      },
      "x_signature": {
        "$ref": "#/$defs/XSignatureForm"
      },
      "header_names": {
        "description": "Of its own headers.",
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "status": {
        "$ref": "#/$defs/EndpointStatus"
      },
      "disabled_reason": {
        "$ref": "#/$defs/DisabledReason"
      },
      "signing_keys": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/SigningKey"
        }
      },
      "created_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "statistics": {
        "$ref": "#/$defs/EndpointStatistics"
      }
    }
  },
  "WebhookEndpointChanges": {
    "description": "A member that is given replaces the one that there is, whole; `event_versions` changes only the types that it names. An endpoint for callbacks stays one, and keeps its origin.",
    "type": "object",
    "additionalProperties": false,
    "minProperties": 1,
    "properties": {
      "url": {
        "$ref": "#/$defs/OutboundUrl"
      },
      "event_types": {
        "description": "Empty for an endpoint that takes the callbacks (`callback_url`) to the origin of its URL, and nothing else.",
        "type": "array",
        "maxItems": 50,
        "uniqueItems": true,
        "items": {
          "$ref": "#/$defs/EventPattern"
        }
      },
      "event_versions": {
        "$ref": "#/$defs/EventVersions"
      },
      "description": {
        "type": "string",
        "maxLength": 500
      },
      "retry_policy": {
        "$ref": "#/$defs/RetryPolicy"
      },
      "rate_limit_per_second": {
        "$ref": "#/$defs/RateLimitPerSecond"
      },
      "max_concurrency": {
        "$ref": "#/$defs/MaxConcurrency"
      },
      "x_signature": {
        "$ref": "#/$defs/XSignatureForm"
      },
      "headers": {
        "$ref": "#/$defs/OwnHeaders"
      },
      "status": {
        "$ref": "#/$defs/EndpointStatus"
      }
    },
    "examples": [
      {
        "status": "enabled"
      },
      {
        "event_versions": {
          "shipment.updated": 2
        }
      }
    ]
  },
  "ReplayInput": {
    "type": "object",
    "additionalProperties": false,
    "required": [
      "since"
    ],
    "properties": {
      "since": {
        "$ref": "#/$defs/Timestamp"
      },
      "until": {
        "$ref": "#/$defs/Timestamp"
      },
      "event_types": {
        "description": "Only these, of those that the endpoint is subscribed to.",
        "type": "array",
        "minItems": 1,
        "maxItems": 50,
        "uniqueItems": true,
        "items": {
          "$ref": "#/$defs/EventPattern"
        }
      },
      "metadata": {
        "$ref": "#/$defs/Metadata"
      }
    }
  },
  "PingInput": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "type": {
        "description": "Any event type: its example is sent, in the version that the endpoint is pinned to, marked `test: true`. Without it `endpoint.ping` is sent.",
        "type": "string",
        "maxLength": 100
      }
    },
    "examples": [
      {
        "type": "image.processed"
      }
    ]
  },
  "EventId": {
    "description": "Of the event; the same however often it is delivered.",
    "type": "string",
    "pattern": "^evt_[0-7][0-9a-hjkmnp-tv-z]{25}$",
    "examples": [
      "evt_01k9w3vc2d6f8h0k1m3n5p7q9r"
    ]
  },
  "DeliveryId": {
    "description": "The event and the endpoint in one; it sorts by the time of the event.",
    "type": "string",
    "pattern": "^dlv_([0-7][0-9a-hjkmnp-tv-z]{25}){2}$",
    "examples": [
      "dlv_01k9w3vc2d6f8h0k1m3n5p7q9r01k9w3n2b5g8r4s7t0v3w6x9y1"
    ]
  },
  "Pinged": {
    "type": "object",
    "required": [
      "event_id",
      "delivery_id"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "delivery_id": {
        "$ref": "#/$defs/DeliveryId"
      }
    }
  },
  "RotateSecretInput": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "secret": {
        "$ref": "#/$defs/OwnSecret"
      },
      "overlap_seconds": {
        "description": "The secrets in use until now sign beside the new one for so long; default 86400, a day. 0: they sign nothing more.",
        "type": "integer",
        "minimum": 0,
        "maximum": 604800
      }
    },
    "examples": [
      {
        "overlap_seconds": 86400
      }
    ]
  },
  "SecretRotated": {
    "description": "The new secret, which is shown this once.",
    "type": "object",
    "required": [
      "secret",
      "previous_expires_at"
    ],
    "properties": {
      "secret": {
        "$ref": "#/$defs/SigningSecret"
      },
      "previous_expires_at": {
        "$ref": "#/$defs/Timestamp"
      }
    }
  },
  "DeliveryState": {
    "description": "`pending` → `delivered` or `dead`; by a redrive or a replay what has ended becomes `pending` again.",
    "type": "string",
    "enum": [
      "pending",
      "delivered",
      "dead"
    ]
  },
  "EventTypeName": {
    "description": "An event type.",
    "type": "string",
    "pattern": "^[a-z][a-z0-9_]*([.][a-z][a-z0-9_]*)*$",
    "maxLength": 100,
    "examples": [
      "order.paid"
    ]
  },
  "DeadReason": {
    "description": "`attempts_exhausted`: every attempt of the policy failed. `expired`: the next one would have come too late. `client_error`: the receiver answered 4xx, so the same bytes will not do. `gone`: it answered 410. `blocked_address`: its host leads to an address that is not called. `endpoint_disabled`, `endpoint_deleted`: nobody was left to send it to.",
    "type": "string",
    "enum": [
      "attempts_exhausted",
      "expired",
      "client_error",
      "gone",
      "blocked_address",
      "endpoint_disabled",
      "endpoint_deleted"
    ]
  },
  "DeliverySummary": {
    "type": "object",
    "required": [
      "delivery_id",
      "event_id",
      "endpoint_id",
      "url",
      "type",
      "event_version",
      "correlation_id",
      "state",
      "attempts_made",
      "next_attempt_at",
      "dead_reason",
      "created_at",
      "ended_at"
    ],
    "properties": {
      "delivery_id": {
        "$ref": "#/$defs/DeliveryId"
      },
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "endpoint_id": {
        "$ref": "#/$defs/EndpointId"
      },
      "url": {
        "description": "Where it goes: the endpoint's URL of now, or the callback's own; null when the endpoint was deleted.",
        "type": [
          "string",
          "null"
        ]
      },
      "type": {
        "description": "The event type.",
        "type": "string"
      },
      "event_version": {
        "$ref": "#/$defs/EventVersion"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "state": {
        "$ref": "#/$defs/DeliveryState"
      },
      "attempts_made": {
        "description": "Attempts on record, those before a redrive too.",
        "type": "integer",
        "minimum": 0,
        "maximum": 1000000
      },
      "next_attempt_at": {
        "description": "Set exactly when pending; in the past when it waits for its endpoint.",
        "anyOf": [
          {
            "$ref": "#/$defs/Timestamp"
          },
          {
            "type": "null"
          }
        ]
      },
      "dead_reason": {
        "description": "Set exactly when dead.",
        "anyOf": [
          {
            "$ref": "#/$defs/DeadReason"
          },
          {
            "type": "null"
          }
        ]
      },
      "created_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "ended_at": {
        "anyOf": [
          {
            "$ref": "#/$defs/Timestamp"
          },
          {
            "type": "null"
          }
        ]
      }
    }
  },
  "DeliveryPage": {
    "type": "object",
    "required": [
      "data",
      "next_cursor"
    ],
    "properties": {
      "data": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/DeliverySummary"
        }
      },
      "next_cursor": {
        "$ref": "#/$defs/NextCursor"
      }
    }
  },
  "RedriveInput": {
    "description": "The filters narrow each other, as those of the list of deliveries do; without any, all dead letters.",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "endpoint_id": {
        "$ref": "#/$defs/EndpointId"
      },
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "$ref": "#/$defs/EventTypeName"
      },
      "since": {
        "$ref": "#/$defs/Timestamp"
      },
      "until": {
        "$ref": "#/$defs/Timestamp"
      },
      "metadata": {
        "$ref": "#/$defs/Metadata"
      }
    }
  },
  "AttemptId": {
    "type": "string",
    "pattern": "^att_[0-7][0-9a-hjkmnp-tv-z]{25}$",
    "examples": [
      "att_01k9w3vd4f8h2k6m0p4r8t2v6x"
    ]
  },
  "Attempt": {
    "description": "One POST to the endpoint.",
    "type": "object",
    "required": [
      "attempt_id",
      "attempted_at",
      "status_code",
      "error_code",
      "duration_ms",
      "response_excerpt"
    ],
    "properties": {
      "attempt_id": {
        "$ref": "#/$defs/AttemptId"
      },
      "attempted_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "status_code": {
        "description": "The answer's status; null when there was none.",
        "type": [
          "integer",
          "null"
        ],
        "minimum": 100,
        "maximum": 999
      },
      "error_code": {
        "description": "Why it failed, null when it succeeded. By the answer: `redirect` (never followed), `client_error`, `gone`, `request_timeout` (408), `too_early` (425), `rate_limited` (429), `server_error`. Without one: `dns`, `blocked_address`, `connect_timeout`, `connect_failed`, `tls_expired`, `tls_wrong_host`, `tls_unknown_issuer`, `tls_failed`, `timeout`, `connection_lost`, `invalid_response`, `interrupted` and `not_sent` (on our side). There may be more.",
        "type": [
          "string",
          "null"
        ],
        "pattern": "^[a-z_]+$"
      },
      "duration_ms": {
        "type": "integer",
        "minimum": 0,
        "maximum": 3600000
      },
      "response_excerpt": {
        "description": "The first 4 KiB of the answer, as UTF-8 (what is not, replaced). Null when there was none, or when it came from a network of the operator's.",
        "type": [
          "string",
          "null"
        ]
      }
    }
  },
  "Delivery": {
    "description": "A delivery with its attempts, oldest first, and what was sent.",
    "type": "object",
    "required": [
      "delivery_id",
      "event_id",
      "endpoint_id",
      "url",
      "type",
      "event_version",
      "correlation_id",
      "state",
      "attempts_made",
      "next_attempt_at",
      "dead_reason",
      "created_at",
      "ended_at",
      "attempts",
      "request_body"
    ],
    "properties": {
      "delivery_id": {
        "$ref": "#/$defs/DeliveryId"
      },
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "endpoint_id": {
        "$ref": "#/$defs/EndpointId"
      },
      "url": {
        "description": "Where it goes: the endpoint's URL of now, or the callback's own; null when the endpoint was deleted.",
        "type": [
          "string",
          "null"
        ]
      },
      "type": {
        "description": "The event type.",
        "type": "string"
      },
      "event_version": {
        "$ref": "#/$defs/EventVersion"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "state": {
        "$ref": "#/$defs/DeliveryState"
      },
      "attempts_made": {
        "description": "Attempts on record, those before a redrive too.",
        "type": "integer",
        "minimum": 0,
        "maximum": 1000000
      },
      "next_attempt_at": {
        "description": "Set exactly when pending; in the past when it waits for its endpoint.",
        "anyOf": [
          {
            "$ref": "#/$defs/Timestamp"
          },
          {
            "type": "null"
          }
        ]
      },
      "dead_reason": {
        "description": "Set exactly when dead.",
        "anyOf": [
          {
            "$ref": "#/$defs/DeadReason"
          },
          {
            "type": "null"
          }
        ]
      },
      "created_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "ended_at": {
        "anyOf": [
          {
            "$ref": "#/$defs/Timestamp"
          },
          {
            "type": "null"
          }
        ]
      },
      "attempts": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/Attempt"
        }
      },
      "request_body": {
        "description": "The exact bytes of every attempt.",
        "type": "string"
      }
    }
  },
  "Subject": {
    "description": "What the event is about; a job's event is about its request.",
    "type": "string",
    "minLength": 1,
    "maxLength": 255,
    "examples": [
      "req_01k9w3v8m0e4d9q6s1t7b2n5xa"
    ]
  },
  "Sequence": {
    "description": "Counts the events of one subject from 1, without gaps over all types. Drop what is not higher than what you have; the order of arrival is not promised.",
    "type": "integer",
    "minimum": 1,
    "maximum": 9007199254740991
  },
  "Test": {
    "description": "True: sent by a ping, and nothing of it happened. Its subject is the endpoint, its data an example.",
    "type": "boolean",
    "const": true
  },
  "Event": {
    "description": "An event in the version in which it was published; endpoints get it in the version that they are pinned to.",
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "description": "What happened.",
        "type": "string",
        "examples": [
          "order.paid"
        ]
      },
      "event_version": {
        "$ref": "#/$defs/EventVersion"
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "description": "As the type has it in this version.",
        "type": "object",
        "additionalProperties": true
      }
    }
  },
  "EventPage": {
    "type": "object",
    "required": [
      "data",
      "next_cursor"
    ],
    "properties": {
      "data": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/Event"
        }
      },
      "next_cursor": {
        "$ref": "#/$defs/NextCursor"
      }
    }
  },
  "EventInput": {
    "description": "A business event to be published, of a publishable type in its newest version.",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "type",
      "subject",
      "data"
    ],
    "properties": {
      "type": {
        "description": "One that `GET /v1/event-types` calls publishable.",
        "type": "string",
        "maxLength": 100,
        "examples": [
          "order.paid"
        ]
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "data": {
        "description": "As the newest version of the type has it; 64 KiB of JSON in 100 levels at most. What the schema does not name is kept.",
        "type": "object",
        "additionalProperties": true
      }
    }
  },
  "EventBatch": {
    "description": "Published together or not at all; of one subject they are counted in this order.",
    "type": "array",
    "minItems": 1,
    "maxItems": 100,
    "items": {
      "$ref": "#/$defs/EventInput"
    }
  },
  "EventsInput": {
    "description": "One event, or several that are published together.",
    "anyOf": [
      {
        "$ref": "#/$defs/EventInput"
      },
      {
        "$ref": "#/$defs/EventBatch"
      }
    ]
  },
  "EventAccepted": {
    "description": "The event is stored, with a delivery for each endpoint that is subscribed.",
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "subject",
      "occurred_at",
      "correlation_id"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "examples": [
          "order.paid"
        ]
      },
      "event_version": {
        "$ref": "#/$defs/EventVersion"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      }
    }
  },
  "EventBatchAccepted": {
    "description": "The events of the batch, in its order.",
    "type": "object",
    "required": [
      "data"
    ],
    "properties": {
      "data": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/EventAccepted"
        }
      }
    }
  },
  "EventType": {
    "type": "object",
    "required": [
      "type",
      "publishable",
      "versions"
    ],
    "properties": {
      "type": {
        "type": "string",
        "examples": [
          "image.processed"
        ]
      },
      "publishable": {
        "description": "Told by tenants, not by the service itself; in the newest version.",
        "type": "boolean"
      },
      "versions": {
        "type": "array",
        "items": {
          "type": "object",
          "required": [
            "version",
            "schema",
            "examples",
            "deprecated"
          ],
          "properties": {
            "version": {
              "$ref": "#/$defs/EventVersion"
            },
            "schema": {
              "description": "JSON Schema of the whole envelope.",
              "type": "object",
              "additionalProperties": true
            },
            "examples": {
              "type": "array",
              "items": {
                "type": "object",
                "additionalProperties": true
              }
            },
            "deprecated": {
              "type": "boolean"
            }
          }
        }
      }
    }
  },
  "EventTypePage": {
    "type": "object",
    "required": [
      "data",
      "next_cursor"
    ],
    "properties": {
      "data": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/EventType"
        }
      },
      "next_cursor": {
        "$ref": "#/$defs/NextCursor"
      }
    }
  },
  "KeyId": {
    "type": "string",
    "pattern": "^key_[0-7][0-9a-hjkmnp-tv-z]{25}$",
    "examples": [
      "key_01k9w3n2b6h9s5t8v1w4x7y0z2"
    ]
  },
  "Scope": {
    "description": "What a key may do; every operation names the scopes that it needs.",
    "type": "string",
    "pattern": "^[a-z][a-z-]*(:[a-z]+)?$",
    "maxLength": 64,
    "examples": [
      "requests:read"
    ]
  },
  "ApiKey": {
    "type": "object",
    "required": [
      "key_id",
      "name",
      "scopes",
      "expires_at",
      "last_used_at",
      "created_at"
    ],
    "properties": {
      "key_id": {
        "$ref": "#/$defs/KeyId"
      },
      "name": {
        "type": "string"
      },
      "scopes": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/Scope"
        }
      },
      "expires_at": {
        "anyOf": [
          {
            "$ref": "#/$defs/Timestamp"
          },
          {
            "type": "null"
          }
        ]
      },
      "last_used_at": {
        "description": "To the minute; null when it was never used.",
        "anyOf": [
          {
            "$ref": "#/$defs/Timestamp"
          },
          {
            "type": "null"
          }
        ]
      },
      "created_at": {
        "$ref": "#/$defs/Timestamp"
      }
    }
  },
  "ApiKeyPage": {
    "type": "object",
    "required": [
      "data",
      "next_cursor"
    ],
    "properties": {
      "data": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/ApiKey"
        }
      },
      "next_cursor": {
        "$ref": "#/$defs/NextCursor"
      }
    }
  },
  "ApiKeyName": {
    "description": "For people; it need not be unique.",
    "type": "string",
    "minLength": 1,
    "maxLength": 100
  },
  "ApiKeyInput": {
    "type": "object",
    "additionalProperties": false,
    "required": [
      "name"
    ],
    "properties": {
      "name": {
        "$ref": "#/$defs/ApiKeyName"
      },
      "scopes": {
        "description": "Of the scopes of the calling key; an operator may give any. When absent, all that the calling key has but `documents:sign` and `operator`, which must be named.",
        "type": "array",
        "minItems": 1,
        "maxItems": 50,
        "uniqueItems": true,
        "items": {
          "$ref": "#/$defs/Scope"
        }
      },
      "expires_at": {
        "description": "The key opens nothing from then on; without it, it never expires.",
        "anyOf": [
          {
            "$ref": "#/$defs/Timestamp"
          },
          {
            "type": "null"
          }
        ]
      }
    }
  },
  "ApiKeyCreated": {
    "description": "The key, which is shown this once.",
    "type": "object",
    "required": [
      "key_id",
      "name",
      "scopes",
      "expires_at",
      "last_used_at",
      "created_at",
      "api_key"
    ],
    "properties": {
      "key_id": {
        "$ref": "#/$defs/KeyId"
      },
      "name": {
        "type": "string"
      },
      "scopes": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/Scope"
        }
      },
      "expires_at": {
        "anyOf": [
          {
            "$ref": "#/$defs/Timestamp"
          },
          {
            "type": "null"
          }
        ]
      },
      "last_used_at": {
        "description": "To the minute; null when it was never used.",
        "anyOf": [
          {
            "$ref": "#/$defs/Timestamp"
          },
          {
            "type": "null"
          }
        ]
      },
      "created_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "api_key": {
        "type": "string",
        "pattern": "^wb_[0-9A-Za-z]{38}$"
      }
    }
  },
  "TenantId": {
    "type": "string",
    "pattern": "^ten_[0-7][0-9a-hjkmnp-tv-z]{25}$",
    "examples": [
      "ten_01k9w3kz4q8e2m6p0s4t8v2w6x"
    ]
  },
  "EmailAddress": {
    "description": "One address, as HTML has it for `<input type=email>`; international domains in their ASCII form.",
    "type": "string",
    "pattern": "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$",
    "maxLength": 254,
    "examples": [
      "webhooks@shop.example.com"
    ]
  },
  "TenantEmail": {
    "description": "Written to when an endpoint of the tenant is disabled or deliveries become dead letters: at most one mail an hour, with all that happened. Null: it gets no mail.",
    "anyOf": [
      {
        "$ref": "#/$defs/EmailAddress"
      },
      {
        "type": "null"
      }
    ],
    "examples": [
      "webhooks@shop.example.com"
    ]
  },
  "Tenant": {
    "type": "object",
    "required": [
      "tenant_id",
      "name",
      "email",
      "created_at"
    ],
    "properties": {
      "tenant_id": {
        "$ref": "#/$defs/TenantId"
      },
      "name": {
        "type": "string"
      },
      "email": {
        "$ref": "#/$defs/TenantEmail"
      },
      "created_at": {
        "$ref": "#/$defs/Timestamp"
      }
    }
  },
  "TenantPage": {
    "type": "object",
    "required": [
      "data",
      "next_cursor"
    ],
    "properties": {
      "data": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/Tenant"
        }
      },
      "next_cursor": {
        "$ref": "#/$defs/NextCursor"
      }
    }
  },
  "TenantInput": {
    "type": "object",
    "additionalProperties": false,
    "required": [
      "name"
    ],
    "properties": {
      "name": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "email": {
        "$ref": "#/$defs/TenantEmail"
      }
    }
  },
  "TenantUpdate": {
    "description": "What is absent stays as it is.",
    "type": "object",
    "additionalProperties": false,
    "minProperties": 1,
    "properties": {
      "name": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "email": {
        "$ref": "#/$defs/TenantEmail"
      }
    }
  },
  "ProblemType": {
    "type": "object",
    "required": [
      "type",
      "title",
      "status",
      "action"
    ],
    "properties": {
      "type": {
        "$ref": "#/$defs/OwnUrl"
      },
      "title": {
        "type": "string"
      },
      "status": {
        "type": "integer",
        "minimum": 400,
        "maximum": 599
      },
      "action": {
        "description": "What the caller should do.",
        "type": "string"
      }
    }
  },
  "ApiDocument": {
    "type": "object",
    "additionalProperties": true
  },
  "Health": {
    "type": "object",
    "required": [
      "status"
    ],
    "properties": {
      "status": {
        "type": "string",
        "enum": [
          "ok",
          "unavailable"
        ]
      }
    }
  },
  "Readiness": {
    "type": "object",
    "required": [
      "status",
      "checks"
    ],
    "properties": {
      "status": {
        "type": "string",
        "enum": [
          "ok",
          "unavailable"
        ]
      },
      "checks": {
        "description": "Each part, and whether it is ready.",
        "type": "object",
        "additionalProperties": {
          "type": "boolean"
        }
      }
    }
  },
  "ImageProcessedV1Data": {
    "type": "object",
    "required": [
      "request_id",
      "status",
      "status_url",
      "result_url",
      "media_type",
      "size",
      "width",
      "height"
    ],
    "properties": {
      "request_id": {
        "$ref": "#/$defs/RequestId"
      },
      "status": {
        "type": "string",
        "const": "succeeded"
      },
      "status_url": {
        "$ref": "#/$defs/OwnUrl"
      },
      "result_url": {
        "$ref": "#/$defs/OwnUrl"
      },
      "media_type": {
        "$ref": "#/$defs/MediaType"
      },
      "size": {
        "description": "In bytes.",
        "type": "integer",
        "minimum": 1,
        "maximum": 1073741824
      },
      "width": {
        "description": "In pixels.",
        "type": "integer",
        "minimum": 1,
        "maximum": 100000
      },
      "height": {
        "description": "In pixels.",
        "type": "integer",
        "minimum": 1,
        "maximum": 100000
      }
    }
  },
  "ImageProcessedV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "image.processed"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/ImageProcessedV1Data"
      }
    }
  },
  "DeliveryHeaders": {
    "description": "Two families of signature over one event, one time and one secret, always both. Verify one of them over the raw bytes of the body, then the time (within five minutes), then drop what you have had by `webhook-id`.",
    "type": "object",
    "required": [
      "webhook-id",
      "webhook-timestamp",
      "webhook-signature",
      "X-Event-Id",
      "Idempotency-Key",
      "X-Timestamp",
      "X-Signature",
      "X-Event-Type",
      "X-Webhook-Delivery-ID",
      "X-Correlation-Id"
    ],
    "properties": {
      "webhook-id": {
        "description": "The event's id, the same at every attempt.",
        "type": "string",
        "pattern": "^evt_[0-9a-z]{26}$"
      },
      "webhook-timestamp": {
        "description": "The time of this attempt, in Unix seconds.",
        "type": "string",
        "pattern": "^[0-9]{10}$"
      },
      "webhook-signature": {
        "description": "Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; the key is what the part of the secret behind `whsec_` encodes. One for each active secret, separated by spaces.",
        "type": "string",
        "pattern": "^v1,[A-Za-z0-9+/]{43}=( v1,[A-Za-z0-9+/]{43}=)*$"
      },
      "X-Event-Id": {
        "description": "As `webhook-id`.",
        "type": "string",
        "pattern": "^evt_[0-9a-z]{26}$"
      },
      "Idempotency-Key": {
        "description": "As `webhook-id`.",
        "type": "string",
        "pattern": "^evt_[0-9a-z]{26}$"
      },
      "X-Timestamp": {
        "description": "As `webhook-timestamp`.",
        "type": "string",
        "pattern": "^[0-9]{10}$"
      },
      "X-Signature": {
        "description": "`t=<seconds>,v1=<hex>` of HMAC-SHA256 over `<seconds>.<body>`; the key is the whole secret as it is displayed, as UTF-8. A `v1` for each active secret. Endpoints with `x_signature: bare` get the newest secret's hex alone.",
        "type": "string",
        "pattern": "^(t=[0-9]{10}(,v1=[0-9a-f]{64})+|[0-9a-f]{64})$"
      },
      "X-Event-Type": {
        "description": "As `type` in the body.",
        "type": "string",
        "pattern": "^[a-z][a-z0-9_]*([.][a-z][a-z0-9_]*)*$"
      },
      "X-Webhook-Delivery-ID": {
        "description": "The event on its way to this endpoint; the same at every attempt.",
        "type": "string",
        "pattern": "^dlv_[0-9a-z]{52}$"
      },
      "User-Agent": {
        "description": "`Waybill/` and the version of the service.",
        "type": "string",
        "pattern": "^Waybill/"
      },
      "traceparent": {
        "description": "The trace of the call that this comes of, and in it this attempt (W3C Trace Context, version 00): the trace is the same at every attempt. For your own tracing, if you have any.",
        "type": "string",
        "pattern": "^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$",
        "examples": [
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        ]
      },
      "X-Correlation-Id": {
        "description": "As `correlation_id` in the body.",
        "type": "string",
        "pattern": "^[A-Za-z0-9._-]{1,128}$"
      }
    }
  },
  "ImageFailedV1Data": {
    "type": "object",
    "required": [
      "request_id",
      "status",
      "status_url",
      "error"
    ],
    "properties": {
      "request_id": {
        "$ref": "#/$defs/RequestId"
      },
      "status": {
        "type": "string",
        "const": "failed"
      },
      "status_url": {
        "$ref": "#/$defs/OwnUrl"
      },
      "error": {
        "$ref": "#/$defs/Problem"
      }
    }
  },
  "ImageFailedV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "image.failed"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/ImageFailedV1Data"
      }
    }
  },
  "ImageCanceledV1Data": {
    "type": "object",
    "required": [
      "request_id",
      "status",
      "status_url"
    ],
    "properties": {
      "request_id": {
        "$ref": "#/$defs/RequestId"
      },
      "status": {
        "type": "string",
        "const": "canceled"
      },
      "status_url": {
        "$ref": "#/$defs/OwnUrl"
      }
    }
  },
  "ImageCanceledV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "image.canceled"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/ImageCanceledV1Data"
      }
    }
  },
  "ReportCompletedV1Data": {
    "type": "object",
    "required": [
      "request_id",
      "status",
      "status_url",
      "result_url",
      "report_type",
      "media_type",
      "size",
      "row_count"
    ],
    "properties": {
      "request_id": {
        "$ref": "#/$defs/RequestId"
      },
      "status": {
        "type": "string",
        "const": "succeeded"
      },
      "status_url": {
        "$ref": "#/$defs/OwnUrl"
      },
      "result_url": {
        "$ref": "#/$defs/OwnUrl"
      },
      "report_type": {
        "description": "As it was asked for.",
        "type": "string"
      },
      "media_type": {
        "$ref": "#/$defs/MediaType"
      },
      "size": {
        "description": "In bytes.",
        "type": "integer",
        "minimum": 1,
        "maximum": 1073741824
      },
      "row_count": {
        "description": "Rows of the report, with those that a document leaves out; 0 when nothing happened in the range.",
        "type": "integer",
        "minimum": 0,
        "maximum": 9007199254740991
      }
    }
  },
  "ReportCompletedV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "report.completed"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/ReportCompletedV1Data"
      }
    }
  },
  "ReportFailedV1Data": {
    "type": "object",
    "required": [
      "request_id",
      "status",
      "status_url",
      "error"
    ],
    "properties": {
      "request_id": {
        "$ref": "#/$defs/RequestId"
      },
      "status": {
        "type": "string",
        "const": "failed"
      },
      "status_url": {
        "$ref": "#/$defs/OwnUrl"
      },
      "error": {
        "$ref": "#/$defs/Problem"
      }
    }
  },
  "ReportFailedV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "report.failed"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/ReportFailedV1Data"
      }
    }
  },
  "ReportCanceledV1Data": {
    "type": "object",
    "required": [
      "request_id",
      "status",
      "status_url"
    ],
    "properties": {
      "request_id": {
        "$ref": "#/$defs/RequestId"
      },
      "status": {
        "type": "string",
        "const": "canceled"
      },
      "status_url": {
        "$ref": "#/$defs/OwnUrl"
      }
    }
  },
  "ReportCanceledV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "report.canceled"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/ReportCanceledV1Data"
      }
    }
  },
  "Currency": {
    "description": "Three letters of ISO 4217.",
    "type": "string",
    "pattern": "^[A-Z]{3}$",
    "examples": [
      "EUR"
    ]
  },
  "MinorAmount": {
    "description": "Money in the currency's minor unit as ISO 4217 has it, so that 4990 is 49.90 in EUR and 4990 in JPY.",
    "type": "integer",
    "minimum": 0,
    "maximum": 9007199254740991,
    "examples": [
      4990
    ]
  },
  "OrderCreatedV1Data": {
    "description": "The subject of the event is the order's id too, so that an order's events are counted in one sequence.",
    "type": "object",
    "required": [
      "order_id",
      "currency",
      "total_amount"
    ],
    "properties": {
      "order_id": {
        "description": "The shop's own.",
        "type": "string",
        "minLength": 1,
        "maxLength": 255
      },
      "currency": {
        "$ref": "#/$defs/Currency"
      },
      "total_amount": {
        "$ref": "#/$defs/MinorAmount"
      },
      "customer_id": {
        "description": "The shop's own.",
        "type": "string",
        "minLength": 1,
        "maxLength": 255
      },
      "item_count": {
        "description": "Pieces, not lines.",
        "type": "integer",
        "minimum": 1,
        "maximum": 1000000
      }
    }
  },
  "OrderCreatedV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "order.created"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/OrderCreatedV1Data"
      }
    }
  },
  "OrderPaidV1Data": {
    "description": "The subject of the event is the order's id too, so that an order's events are counted in one sequence.",
    "type": "object",
    "required": [
      "order_id",
      "currency",
      "total_amount"
    ],
    "properties": {
      "order_id": {
        "description": "The shop's own.",
        "type": "string",
        "minLength": 1,
        "maxLength": 255
      },
      "currency": {
        "$ref": "#/$defs/Currency"
      },
      "total_amount": {
        "$ref": "#/$defs/MinorAmount"
      }
    }
  },
  "OrderPaidV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "order.paid"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/OrderPaidV1Data"
      }
    }
  },
  "DocumentSignedV1Data": {
    "type": "object",
    "required": [
      "request_id",
      "status",
      "status_url",
      "result_url",
      "media_type",
      "size",
      "page_count",
      "signed_at",
      "signer",
      "certificate_sha256"
    ],
    "properties": {
      "request_id": {
        "$ref": "#/$defs/RequestId"
      },
      "status": {
        "type": "string",
        "const": "succeeded"
      },
      "status_url": {
        "$ref": "#/$defs/OwnUrl"
      },
      "result_url": {
        "$ref": "#/$defs/OwnUrl"
      },
      "media_type": {
        "$ref": "#/$defs/MediaType"
      },
      "size": {
        "description": "In bytes.",
        "type": "integer",
        "minimum": 1,
        "maximum": 1073741824
      },
      "page_count": {
        "type": "integer",
        "minimum": 1,
        "maximum": 100000
      },
      "signed_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "signer": {
        "description": "The common name of the certificate's subject.",
        "type": "string",
        "maxLength": 256
      },
      "certificate_sha256": {
        "description": "Of the signer's certificate in DER, in hex.",
        "type": "string",
        "pattern": "^[0-9a-f]{64}$"
      }
    }
  },
  "DocumentSignedV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "document.signed"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/DocumentSignedV1Data"
      }
    }
  },
  "DocumentSigningFailedV1Data": {
    "type": "object",
    "required": [
      "request_id",
      "status",
      "status_url",
      "error"
    ],
    "properties": {
      "request_id": {
        "$ref": "#/$defs/RequestId"
      },
      "status": {
        "type": "string",
        "const": "failed"
      },
      "status_url": {
        "$ref": "#/$defs/OwnUrl"
      },
      "error": {
        "$ref": "#/$defs/Problem"
      }
    }
  },
  "DocumentSigningFailedV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "document.signing_failed"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/DocumentSigningFailedV1Data"
      }
    }
  },
  "DocumentSigningCanceledV1Data": {
    "type": "object",
    "required": [
      "request_id",
      "status",
      "status_url"
    ],
    "properties": {
      "request_id": {
        "$ref": "#/$defs/RequestId"
      },
      "status": {
        "type": "string",
        "const": "canceled"
      },
      "status_url": {
        "$ref": "#/$defs/OwnUrl"
      }
    }
  },
  "DocumentSigningCanceledV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "document.signing_canceled"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/DocumentSigningCanceledV1Data"
      }
    }
  },
  "ShipmentUpdatedV1Data": {
    "description": "The subject of the event is the shipment's id too.",
    "type": "object",
    "required": [
      "shipment_id",
      "order_id",
      "status",
      "carrier",
      "tracking_number"
    ],
    "properties": {
      "shipment_id": {
        "description": "The shop's own.",
        "type": "string",
        "minLength": 1,
        "maxLength": 255
      },
      "order_id": {
        "description": "The shop's own.",
        "type": "string",
        "minLength": 1,
        "maxLength": 255
      },
      "status": {
        "description": "`exception`: it comes late or not at all, such as when it is on its way back.",
        "type": "string",
        "enum": [
          "in_transit",
          "out_for_delivery",
          "delivered",
          "exception"
        ]
      },
      "carrier": {
        "type": "string",
        "minLength": 1,
        "maxLength": 100
      },
      "tracking_number": {
        "type": "string",
        "minLength": 1,
        "maxLength": 100
      }
    }
  },
  "ShipmentUpdatedV1": {
    "deprecated": true,
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "shipment.updated"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/ShipmentUpdatedV1Data"
      }
    }
  },
  "ShipmentParcel": {
    "type": "object",
    "required": [
      "carrier",
      "tracking_number"
    ],
    "properties": {
      "carrier": {
        "type": "string",
        "minLength": 1,
        "maxLength": 100
      },
      "tracking_number": {
        "type": "string",
        "minLength": 1,
        "maxLength": 100
      }
    }
  },
  "ShipmentUpdatedV2Data": {
    "description": "The subject of the event is the shipment's id too.",
    "type": "object",
    "required": [
      "shipment_id",
      "order_id",
      "status",
      "parcels"
    ],
    "properties": {
      "shipment_id": {
        "description": "The shop's own.",
        "type": "string",
        "minLength": 1,
        "maxLength": 255
      },
      "order_id": {
        "description": "The shop's own.",
        "type": "string",
        "minLength": 1,
        "maxLength": 255
      },
      "status": {
        "type": "string",
        "enum": [
          "in_transit",
          "out_for_delivery",
          "delivered",
          "returned",
          "exception"
        ]
      },
      "parcels": {
        "type": "array",
        "minItems": 1,
        "maxItems": 50,
        "items": {
          "$ref": "#/$defs/ShipmentParcel"
        }
      },
      "estimated_delivery_at": {
        "$ref": "#/$defs/Timestamp"
      }
    }
  },
  "ShipmentUpdatedV2": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "shipment.updated"
      },
      "event_version": {
        "type": "integer",
        "const": 2
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/ShipmentUpdatedV2Data"
      }
    }
  },
  "EndpointPingV1Data": {
    "type": "object",
    "required": [
      "endpoint_id"
    ],
    "properties": {
      "endpoint_id": {
        "$ref": "#/$defs/EndpointId"
      }
    }
  },
  "EndpointPingV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "endpoint.ping"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/EndpointPingV1Data"
      }
    }
  },
  "EndpointFailingV1Data": {
    "type": "object",
    "required": [
      "endpoint_id",
      "url",
      "failing_since",
      "disables_at",
      "status_code",
      "error_code"
    ],
    "properties": {
      "endpoint_id": {
        "$ref": "#/$defs/EndpointId"
      },
      "url": {
        "type": "string"
      },
      "failing_since": {
        "$ref": "#/$defs/Timestamp"
      },
      "disables_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "status_code": {
        "description": "Of the last answer; null when there was none.",
        "type": [
          "integer",
          "null"
        ],
        "minimum": 100,
        "maximum": 999
      },
      "error_code": {
        "description": "Why the last attempt failed; see `error_code` of a delivery's attempts.",
        "type": "string",
        "pattern": "^[a-z_]+$"
      }
    }
  },
  "EndpointFailingV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "endpoint.failing"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/EndpointFailingV1Data"
      }
    }
  },
  "EndpointDisabledV1Data": {
    "type": "object",
    "required": [
      "endpoint_id",
      "url",
      "disabled_reason"
    ],
    "properties": {
      "endpoint_id": {
        "$ref": "#/$defs/EndpointId"
      },
      "url": {
        "type": "string"
      },
      "disabled_reason": {
        "description": "`gone`: it answered 410. `failing`: no attempt succeeded for five days. `manual`: its tenant did it.",
        "type": "string",
        "enum": [
          "gone",
          "failing",
          "manual"
        ]
      }
    }
  },
  "EndpointDisabledV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "endpoint.disabled"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/EndpointDisabledV1Data"
      }
    }
  },
  "DeliveryDeadLetteredV1Data": {
    "type": "object",
    "required": [
      "endpoint_id",
      "dead_reason",
      "count",
      "delivery_id",
      "deliveries_url"
    ],
    "properties": {
      "endpoint_id": {
        "$ref": "#/$defs/EndpointId"
      },
      "dead_reason": {
        "$ref": "#/$defs/DeadReason"
      },
      "count": {
        "description": "How many since the last event of this kind.",
        "type": "integer",
        "minimum": 1,
        "maximum": 9007199254740991
      },
      "delivery_id": {
        "$ref": "#/$defs/DeliveryId"
      },
      "deliveries_url": {
        "$ref": "#/$defs/OwnUrl"
      }
    }
  },
  "DeliveryDeadLetteredV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "delivery.dead_lettered"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/DeliveryDeadLetteredV1Data"
      }
    }
  },
  "SecretRotatedV1Data": {
    "type": "object",
    "required": [
      "endpoint_id",
      "key_id",
      "previous_expires_at"
    ],
    "properties": {
      "endpoint_id": {
        "$ref": "#/$defs/EndpointId"
      },
      "key_id": {
        "$ref": "#/$defs/KeyId"
      },
      "previous_expires_at": {
        "$ref": "#/$defs/Timestamp"
      }
    }
  },
  "SecretRotatedV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "secret.rotated"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/SecretRotatedV1Data"
      }
    }
  },
  "SecretRotationDueV1Data": {
    "type": "object",
    "required": [
      "endpoint_id",
      "key_id",
      "created_at"
    ],
    "properties": {
      "endpoint_id": {
        "$ref": "#/$defs/EndpointId"
      },
      "key_id": {
        "$ref": "#/$defs/KeyId"
      },
      "created_at": {
        "$ref": "#/$defs/Timestamp"
      }
    }
  },
  "SecretRotationDueV1": {
    "type": "object",
    "required": [
      "event_id",
      "type",
      "event_version",
      "occurred_at",
      "subject",
      "sequence",
      "correlation_id",
      "data"
    ],
    "properties": {
      "event_id": {
        "$ref": "#/$defs/EventId"
      },
      "type": {
        "type": "string",
        "const": "secret.rotation_due"
      },
      "event_version": {
        "type": "integer",
        "const": 1
      },
      "occurred_at": {
        "$ref": "#/$defs/Timestamp"
      },
      "subject": {
        "$ref": "#/$defs/Subject"
      },
      "sequence": {
        "$ref": "#/$defs/Sequence"
      },
      "correlation_id": {
        "$ref": "#/$defs/CorrelationId"
      },
      "test": {
        "$ref": "#/$defs/Test"
      },
      "data": {
        "$ref": "#/$defs/SecretRotationDueV1Data"
      }
    }
  }
};
