import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class Verify {
  /** X-Signature. The headers by lower-case names, the body as the bytes that arrived. */
  static boolean isGenuine(Map<String, String> headers, byte[] body, String secret) throws GeneralSecurityException {
    String[] parts = headers.getOrDefault("x-signature", "").split(",");
    String time = parts[0].replaceFirst("^t=", "");
    byte[] ours = hmac(secret.getBytes(UTF_8), time + ".", body);
    return isFresh(time) && isOneOf("v1=" + HexFormat.of().formatHex(ours), parts);
  }

  /** webhook-signature (Standard Webhooks). */
  static boolean isGenuineStandard(Map<String, String> headers, byte[] body, String secret)
      throws GeneralSecurityException {
    String time = headers.getOrDefault("webhook-timestamp", "");
    byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
    byte[] ours = hmac(key, headers.get("webhook-id") + "." + time + ".", body);
    String[] parts = headers.getOrDefault("webhook-signature", "").split(" ");
    return isFresh(time) && isOneOf("v1," + Base64.getEncoder().encodeToString(ours), parts);
  }

  private static byte[] hmac(byte[] key, String prefix, byte[] body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update(prefix.getBytes(UTF_8));
    return mac.doFinal(body);
  }

  private static boolean isOneOf(String ours, String[] signatures) {
    return Arrays.stream(signatures).anyMatch(theirs -> MessageDigest.isEqual(ours.getBytes(UTF_8), theirs.getBytes(UTF_8)));
  }

  private static boolean isFresh(String time) {
    return time.matches("[0-9]{1,12}") && Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(time)) <= 300;
  }
}
