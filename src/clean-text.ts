const longest = 600;

/**
 * What is never shown: keys, tokens and signatures, wherever a server or a library may quote them back.
 * Each pattern keeps the part in front, so that the reader sees what was cut.
 */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/\bhttps?:\/\/[^\s"'<>]*[?&]X-Amz-[^\s"'<>]*/gi, '[presigned URL]'],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"'<>]+@/gi, '$1[hidden]@'],
  [/\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/g, '[access key]'],
  [/\bk8s-aws-v1\.[\w-]+/g, '[token]'],
  [/\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, '[token]'],
  [/\bgh[opsur]_\w{20,}|\bgithub_pat_\w{20,}|\bxox[abeprs]-[\w-]{10,}/g, '[token]'],
  [/\b(?:[rs]k_(?:live|test)|whsec)_\w{8,}/g, '[key]'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '$1 [hidden]'],
  [/\b((?:X-Amz-)?(?:Security-Token|SessionToken|Signature|Credential)=)[^\s&,"'<>]+/gi, '$1[hidden]'],
  [
    /\b((?:secret|password|passwd|secretaccesskey|sessiontoken)["']?\s*[:=]\s*["']?)[^\s,;&"'<>]+/gi,
    '$1[hidden]',
  ],
];

/** Makes a foreign text fit to print: one line, no control characters, no credentials, at most 600 characters. */
export function cleanText(text: string): string {
  const oneLine = text

    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  const safe = secrets.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), oneLine);
  return safe.length <= longest ? safe : `${safe.slice(0, longest - 1)}…`;
}
