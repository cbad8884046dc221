import hmac
import time
from base64 import b64decode, b64encode


def is_fresh(stamp: str) -> bool:
    return stamp.isascii() and stamp.isdigit() and len(stamp) <= 12 and abs(time.time() - int(stamp)) <= 300


def is_genuine(headers: dict, body: bytes, secret: str) -> bool:
    """X-Signature. `headers` by lower-case names, `body` the bytes as they arrived."""
    stamp, *signatures = [part.partition("=")[2] for part in headers.get("x-signature", "").split(",")]
    ours = hmac.new(secret.encode(), stamp.encode() + b"." + body, "sha256").hexdigest()
    return is_fresh(stamp) and any(hmac.compare_digest(ours.encode(), theirs.encode()) for theirs in signatures)


def is_genuine_standard(headers: dict, body: bytes, secret: str) -> bool:
    """webhook-signature (Standard Webhooks)."""
    stamp = headers.get("webhook-timestamp", "")
    signed = f"{headers.get('webhook-id')}.{stamp}.".encode() + body
    digest = hmac.digest(b64decode(secret.removeprefix("whsec_")), signed, "sha256")
    ours = b"v1," + b64encode(digest)
    signatures = headers.get("webhook-signature", "").split(" ")
    return is_fresh(stamp) and any(hmac.compare_digest(ours, theirs.encode()) for theirs in signatures)
