/** Servers behind CLB, ALB, NLB and Global Accelerator. */
import { fromResource, itself, type Row, row } from '../../catalogue.ts';
import { identities, identity, ports } from '../../fields.ts';
import { alone, inEach, portsOfRanges } from '../../network-fields.ts';

const port = ports('port', { single: true });

/** A server group with its servers written inside of it, each with its own port. */
function serversInside(type: string, ids: string): Row {
  return row(type, 'backends', { target: itself, servers: identities(ids), ports: port }, 'servers');
}

/** One server in a resource of its own. */
function joins(type: string): Row {
  return row(type, 'backends', {
    target: identity('server_group_id'),
    servers: identities('server_id'),
    ports: port,
  });
}

const groups: readonly Row[] = [
  row('alicloud_slb_server_group', 'serverGroups', { loadBalancer: identity('load_balancer_id') }),
  row('alicloud_slb_master_slave_server_group', 'serverGroups', { loadBalancer: identity('load_balancer_id') }),
  row('alicloud_alb_server_group', 'serverGroups', {}),
  row('alicloud_nlb_server_group', 'serverGroups', {}),
];

const backends: readonly Row[] = [
  // CLB's default server group: the port is the listener's backend port.
  row('alicloud_slb_backend_server', 'backends', {
    target: identity('load_balancer_id'),
    servers: inEach('backend_servers', identity('server_id')),
  }),
  row('alicloud_slb_attachment', 'backends', {
    target: identity('load_balancer_id'),
    servers: identities('instance_ids'),
  }),
  serversInside('alicloud_slb_server_group', 'server_ids'),
  serversInside('alicloud_slb_master_slave_server_group', 'server_id'),
  joins('alicloud_slb_server_group_server_attachment'),
  serversInside('alicloud_alb_server_group', 'server_id'),
  joins('alicloud_nlb_server_group_server_attachment'),
  row('alicloud_ga_endpoint_group', 'backends', {
    target: identity('listener_id'),
    servers: inEach('endpoint_configurations', identity('endpoint')),
    ports: portsOfRanges('port_overrides', 'endpoint_port', 'endpoint_port'),
  }),
];

/** Scaling groups put the instances that they make behind load balancers and server groups. */
const scaling: readonly Row[] = [
  row('alicloud_ess_scaling_group', 'backends', { target: identity(''), servers: alone(itself) }, 'loadbalancer_ids'),
  row(
    'alicloud_ess_scaling_group',
    'backends',
    { target: identity('alb_server_group_id'), servers: alone(itself), ports: port },
    'alb_server_group',
  ),
  row('alicloud_ess_alb_server_group_attachment', 'backends', {
    target: identity('alb_server_group_id'),
    servers: identities('scaling_group_id'),
    ports: port,
  }),
  row('alicloud_ess_server_group_attachment', 'backends', {
    target: identity('server_group_id'),
    servers: identities('scaling_group_id'),
    ports: port,
  }),
  row(
    'alicloud_ess_scalinggroup_vserver_groups',
    'backends',
    {
      target: identity('vserver_group_id'),
      servers: fromResource(identities('scaling_group_id')),
      ports: port,
    },
    'vserver_groups[].vserver_attributes',
  ),
];

export const backendRows: readonly Row[] = [...groups, ...backends, ...scaling];
