/**
 * The way through a proxy. The SDK has settings for proxies and does not use them, so that its requests are given an
 * agent here. An editor sees to that by itself; the command line asks the environment.
 */
import type { Agent } from 'node:http';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import httpx from 'httpx';
import { getProxyForUrl } from 'proxy-from-env';
import { proxyUnreadable, proxyWantsPassword } from '../advice.ts';
import { CloudError, problemOf } from '../problem.ts';

/** Where all packages of the SDK look up what sends a request. */
const sender = httpx as { request: typeof httpx.request };
const direct = sender.request;
const agents = new Map<string, Agent>();
let isOn = false;

/**
 * From now on requests of this process go through `HTTPS_PROXY`, `HTTP_PROXY` or `ALL_PROXY`, but for the hosts of
 * `NO_PROXY`; the names in lower case come first, as elsewhere.
 */
export function useProxiesOfEnvironment(): void {
  isOn = true;
  sender.request = async (url, options) => {
    const proxy = proxyFor(url);
    if (proxy === undefined) return direct(url, options);
    if (!isAddress(proxy)) throw new CloudError(problemOf('proxy-or-portal', 'ProxySetting', proxyUnreadable));
    const answer = await direct(url, { ...options, agent: agentFor(proxy, url) });
    if (answer.statusCode !== 407) return answer;
    answer.resume();
    throw new CloudError(problemOf('proxy-or-portal', 'Http407', proxyWantsPassword(hostOf(proxy))));
  };
}

/** What is spoken to, for people: with the proxy on the way, without the proxy's password. */
export function routeTo(host: string, protocol: 'HTTPS' | 'HTTP'): string {
  const proxy = isOn ? proxyFor(`${protocol.toLowerCase()}://${host}/`) : undefined;
  return proxy === undefined ? host : `${hostOf(proxy)} → ${host}`;
}

/** The machine itself, and the metadata of an ECS instance, which the instance alone can ask. */
const ofTheMachine: ReadonlySet<string> = new Set(['100.100.100.200', '127.0.0.1', 'localhost', '[::1]']);

function proxyFor(url: string): string | undefined {
  const proxy = ofTheMachine.has(new URL(url).hostname) ? '' : getProxyForUrl(url);
  return proxy === '' ? undefined : asWritten(proxy);
}

/** `proxy:3128` is a proxy that is spoken to in plain HTTP, whatever goes through it. */
function asWritten(proxy: string): string {
  if (!proxy.startsWith('https://')) return proxy;
  const bare = proxy.slice('https://'.length);
  const names = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];
  return names.some((name) => process.env[name] === bare) ? `http://${bare}` : proxy;
}

function isAddress(proxy: string): boolean {
  return URL.canParse(proxy) && /^https?:\/\//.test(proxy);
}

function hostOf(proxy: string): string {
  return isAddress(proxy) ? new URL(proxy).host : '?';
}

/** One for each proxy and protocol, so that its connections are used again. */
function agentFor(proxy: string, url: string): Agent {
  // The SDK writes the scheme in capital letters.
  const Through = new URL(url).protocol === 'https:' ? HttpsProxyAgent : HttpProxyAgent;
  const key = `${Through.name} ${proxy}`;
  const agent = agents.get(key) ?? new Through(proxy, { keepAlive: true });
  agents.set(key, agent);
  return agent;
}
