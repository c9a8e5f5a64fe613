// Writes down every connection, datagram and name that this process asks for, with the code that asked. Loaded by
// NODE_OPTIONS=--require into all processes of a VS Code; a line of JSON each, into the file that the environment names.
const { appendFileSync } = require('node:fs');
const dgram = require('node:dgram');
const dns = require('node:dns');
const net = require('node:net');

const file = process.env.PORTGUARD_NETWORK_LOG;
if (file) {
  Error.stackTraceLimit = 60;
  const note = (what, to) => {
    const line = { pid: process.pid, argv: process.argv.slice(1), what, to, stack: new Error().stack };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  };
  const spy = (object, name, to) => {
    const before = object[name];
    object[name] = function spied(...args) {
      const where = to(args);
      if (where !== undefined) note(name, where);
      return before.apply(this, args);
    };
  };
  // Sockets of the file system are no network.
  spy(net.Socket.prototype, 'connect', ([first]) => {
    const options = Array.isArray(first) ? first[0] : first;
    if (typeof options !== 'object' || options === null) return String(options);
    return options.path ? undefined : `${options.host ?? 'localhost'}:${options.port}`;
  });
  spy(dgram.Socket.prototype, 'send', (args) => args.slice(1, 5).map(String).join(' '));
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveSrv', 'resolveTxt']) {
    spy(dns, name, ([host]) => String(host));
    if (dns.promises[name]) spy(dns.promises, name, ([host]) => String(host));
  }
  note('loaded', '');
}
