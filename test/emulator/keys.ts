/** Access keys that the emulator knows, and who stands behind each. */
export interface AccessKey {
  readonly id: string;
  readonly secret: string;
  /** A temporary key (STS): requests must carry this security token. */
  readonly token?: string;
  /** ISO 8601; after it the token is refused. */
  readonly expires?: string;
  readonly disabled?: boolean;
  /** Default: the account itself, which may do everything. */
  readonly principal?: Principal;
}

export interface Principal {
  readonly type: 'SubUser' | 'AssumedRoleUser';
  /** What AccessDeniedDetail shows: a user's id, or role:session. */
  readonly name: string;
  /** Nothing is allowed but what a statement allows; a Deny wins. */
  readonly policy: readonly Statement[];
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  /** `ecs:DescribeSecurityGroups`, `ecs:Describe*`, `*`. */
  readonly actions: readonly string[];
  /** Default: every region. */
  readonly regions?: readonly string[];
}
