/** Fields of the model whose type does not say what they are: a port is a number there, a source of Kubernetes a text. */

export const portFields: ReadonlySet<string> = new Set(['port', 'targetPort', 'nodePort', 'hostPort', 'endPort']);

export const addressFields: ReadonlySet<string> = new Set(['sourceRanges', 'cidr', 'except', 'externalIps']);

export const tlsFields: ReadonlySet<string> = new Set([
  'tlsPolicy',
  'minimumTls',
  'minimumVersion',
  'versions',
  'tlsVersions',
]);
