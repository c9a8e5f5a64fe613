/** Everything that says which account is spoken to, and how. Each is a parameter: nothing is read from settings here. */
import type { Product } from '../core/dialects/cloud/snapshot.ts';
import type { RetryPolicy } from './calls/retry.ts';
import type { CredentialSource } from './credentials/source.ts';

export interface CloudOptions {
  readonly credentials: CredentialSource;
  /**
   * Host, with a port where needed, or `http://host:port`. One for all products (a gateway, a test), or one for each; those
   * that are not named keep Alibaba Cloud's own.
   */
  readonly endpoint?: string | Partial<Readonly<Record<Product, string>>>;
  /** HTTPS where nothing is said. */
  readonly protocol?: 'HTTPS' | 'HTTP';
  /** `vpc`: the endpoints inside of Alibaba Cloud's own network. */
  readonly network?: 'public' | 'vpc';
  /**
   * Milliseconds that one answer may take, connecting included; 15,000 where nothing is said. The SDK counts the time to
   * connect as idle time, so one number serves for both.
   */
  readonly timeout?: number;
  readonly retry?: Partial<RetryPolicy>;
  readonly signal?: AbortSignal;
}

export const defaultTimeout = 15_000;
