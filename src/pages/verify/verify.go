package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
)

// Header is r.Header of a request of net/http.
type Header interface{ Get(name string) string }

// IsGenuine verifies X-Signature; body is the bytes as they arrived.
func IsGenuine(header Header, body []byte, secret string) bool {
	parts := strings.Split(header.Get("X-Signature"), ",")
	stamp := strings.TrimPrefix(parts[0], "t=")
	ours := hex.EncodeToString(sum([]byte(secret), stamp+".", body))
	return isFresh(stamp) && isOneOf("v1="+ours, parts[1:])
}

// IsGenuineStandard verifies webhook-signature (Standard Webhooks).
func IsGenuineStandard(header Header, body []byte, secret string) bool {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	stamp := header.Get("Webhook-Timestamp")
	ours := base64.StdEncoding.EncodeToString(sum(key, header.Get("Webhook-Id")+"."+stamp+".", body))
	return err == nil && isFresh(stamp) && isOneOf("v1,"+ours, strings.Split(header.Get("Webhook-Signature"), " "))
}

func sum(key []byte, prefix string, body []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(prefix))
	mac.Write(body)
	return mac.Sum(nil)
}

func isOneOf(ours string, signatures []string) bool {
	for _, theirs := range signatures {
		if hmac.Equal([]byte(ours), []byte(theirs)) {
			return true
		}
	}
	return false
}

func isFresh(stamp string) bool {
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	return err == nil && time.Since(time.Unix(seconds, 0)).Abs() <= 5*time.Minute
}
