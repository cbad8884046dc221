<?php

/** X-Signature. The headers by lower-case names, the body as it arrived: file_get_contents('php://input'). */
function is_genuine(array $headers, string $body, string $secret): bool
{
    $parts = explode(',', $headers['x-signature'] ?? '');
    $time = preg_replace('/^t=/', '', $parts[0]);
    $ours = 'v1=' . hash_hmac('sha256', "$time.$body", $secret);
    return is_fresh($time) && is_one_of($ours, $parts);
}

/** webhook-signature (Standard Webhooks). */
function is_genuine_standard(array $headers, string $body, string $secret): bool
{
    $id = $headers['webhook-id'] ?? '';
    $time = $headers['webhook-timestamp'] ?? '';
    $key = base64_decode(preg_replace('/^whsec_/', '', $secret));
    $ours = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$time.$body", $key, true));
    return is_fresh($time) && is_one_of($ours, explode(' ', $headers['webhook-signature'] ?? ''));
}

function is_one_of(string $ours, array $signatures): bool
{
    foreach ($signatures as $theirs) {
        if (hash_equals($ours, $theirs)) {
            return true;
        }
    }
    return false;
}

function is_fresh(string $time): bool
{
    return preg_match('/^\d{1,12}$/D', $time) === 1 && abs(time() - (int) $time) <= 300;
}
