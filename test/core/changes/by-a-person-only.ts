/** Rules whose findings no edit of ours can mend: what to write instead is not in the files. */
export const byAPersonOnly: ReadonlySet<string> = new Set([
  // A certificate is bought or issued; no file says which one is meant.
  'tls/missing-certificate',
  'hygiene/rule-order',
  'hygiene/rule-quota',
  'hygiene/dangling-reference',
  'hygiene/inline-and-separate',
  'hygiene/default-group',
  'hygiene/unused-group',
  // What a container listens on is decided in its image.
  'kubernetes/privileged-port',
  'kubernetes/ssh-port',
]);
