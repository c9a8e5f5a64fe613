/** Taking secrets out of texts before anybody sees them. */

/** Short texts would take ordinary words away with them. */
const shortest = 6;

/** What has the form of an access key id or of a security token, whosever it is. */
const forms = [/\bLTAI[A-Za-z0-9]{8,}/g, /\bSTS\.[A-Za-z0-9]{8,}/g, /\bCAIS[A-Za-z0-9+/=]{40,}/g];
/** `"access_key_secret": "…"`, `AccessKeySecret=…`, `Authorization: Bearer …` in texts that come from elsewhere. */
const named =
  /(["']?[\w-]*(?:secret|token|password|authorization|signature)[\w-]*["']?\s*[:=]\s*)(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|(?:Bearer\s+)?[^\s,;&}]+)/gi;

const hidden = '***';

/** A text without the secrets, and without what looks like one. */
export function redacted(text: string, secrets: Iterable<string> = []): string {
  let clean = text;
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret.length < shortest) continue;
    for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
      clean = clean.replaceAll(form, hidden);
    }
  }
  for (const form of forms) clean = clean.replace(form, hidden);
  return clean.replace(named, (_, before: string) => before + hidden);
}
