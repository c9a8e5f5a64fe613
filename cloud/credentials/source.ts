/** Where credentials come from. */

export type CredentialSource =
  /** The official chain: environment, OIDC, the CLI's current profile, ~/.alibabacloud, the instance's role, a URI. */
  | { readonly kind: 'chain'; readonly mayRun?: MayRun }
  /** A profile of ~/.aliyun/config.json. */
  | { readonly kind: 'profile'; readonly name: string; readonly mayRun?: MayRun }
  /** Handed over by the caller, who keeps them (the editor's secret storage). */
  | {
      readonly kind: 'keys';
      readonly accessKeyId: string;
      readonly accessKeySecret: string;
      readonly securityToken?: string;
    };

/** Whether the command of a profile of mode External may be run. Not asked for other modes; absent: it may not. */
export type MayRun = (profile: string, command: string) => boolean | Promise<boolean>;
