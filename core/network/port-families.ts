/** The families of the port catalogue: one rule `exposure/<family>-port` each. */
import type { Text } from '../text/message.ts';

export type PortFamily =
  | 'admin'
  | 'database'
  | 'middleware'
  | 'container'
  | 'cleartext'
  | 'windows'
  | 'files'
  | 'development'
  | 'monitoring'
  | 'blockchain'
  | 'realtime'
  | 'edge'
  | 'web';

export interface PortFamilyInfo {
  readonly name: Text;
  /** When the port is reachable from the internet; rules report open but unreachable ports as a warning at most. */
  readonly severity: 'error' | 'warning' | 'info';
}

export const PORT_FAMILIES: Readonly<Record<PortFamily, PortFamilyInfo>> = {
  admin: { name: { en: 'remote administration', zh: '远程管理' }, severity: 'error' },
  database: { name: { en: 'database', zh: '数据库' }, severity: 'error' },
  middleware: { name: { en: 'middleware', zh: '中间件' }, severity: 'error' },
  container: { name: { en: 'container platform', zh: '容器平台' }, severity: 'error' },
  cleartext: { name: { en: 'cleartext protocol', zh: '明文协议' }, severity: 'error' },
  windows: { name: { en: 'Windows networking', zh: 'Windows 网络服务' }, severity: 'error' },
  files: { name: { en: 'file sharing', zh: '文件共享' }, severity: 'error' },
  development: { name: { en: 'development server', zh: '开发调试服务' }, severity: 'warning' },
  monitoring: { name: { en: 'monitoring', zh: '监控' }, severity: 'warning' },
  blockchain: { name: { en: 'blockchain node', zh: '区块链节点' }, severity: 'warning' },
  realtime: { name: { en: 'real-time communication', zh: '实时通信' }, severity: 'warning' },
  edge: { name: { en: 'edge and industrial device', zh: '边缘与工业设备' }, severity: 'warning' },
  web: { name: { en: 'web', zh: 'Web 服务' }, severity: 'info' },
};
