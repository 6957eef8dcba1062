/* global module, process, __filename */
'use strict';
/**
 * Refuses what would leave this machine, before any packet: TCP and UDP to another address than the loopback, and every question
 * to a name server. Local sockets (a path) stay open. A site may list private addresses with their ports (FRISE_ALLOWED_SERVERS,
 * "10.0.3.7:8000,[fd00::7]:8000"): TCP to these alone is let through; a name, a public address or a bad entry is never on the list. Plain CommonJS on purpose: it must be in force in a thread before any loader
 * is, and `--require` alone does that on Node 20. Loading it is installing it; it hands itself on to every worker thread.
 * It covers this process's JavaScript; a site that wants proof cuts the network itself (see docs/storage.md).
 */
const net = process.getBuiltinModule('node:net');
const dgram = process.getBuiltinModule('node:dgram');
const dns = process.getBuiltinModule('node:dns');
const { syncBuiltinESMExports } = process.getBuiltinModule('node:module');
const threads = process.getBuiltinModule('node:worker_threads');

const INSTALLED = Symbol.for('frise.egress-guard');

const loopback = new net.BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** "localhost" is answered by this machine; any other name would be asked of another. */
function isLocal(host) {
  if (host === undefined || host === null || host === '' || host === 'localhost') return true;
  const address = String(host)
    .replace(/^\[|\]$/g, '')
    .replace(/^::ffff:(?=\d+\.)/i, '');
  const family = net.isIP(address);
  return family !== 0 && loopback.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

const premises = new net.BlockList();
premises.addSubnet('10.0.0.0', 8, 'ipv4');
premises.addSubnet('172.16.0.0', 12, 'ipv4');
premises.addSubnet('192.168.0.0', 16, 'ipv4');
premises.addSubnet('fc00::', 7, 'ipv6');

/** "10.0.3.7:8000" or "[fd00::7]:8000" as the key under which a connection is looked up; undefined where it is no private address with a port. */
function serverKey(address, port) {
  const family = net.isIP(address);
  if (family === 0 || !Number.isInteger(port) || port < 1 || port > 65535) return undefined;
  const kind = family === 6 ? 'ipv6' : 'ipv4';
  if (!premises.check(address, kind)) return undefined;
  return `${new net.SocketAddress({ address, family: kind, port }).address} ${port}`;
}

/** The site's list; `rejected` are the entries that are none. */
function readAllowed(list) {
  const keys = new Set();
  const rejected = [];
  for (const entry of (list ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')) {
    const [, six, four, port] = /^(?:\[([^\]]+)\]|([\d.]+)):(\d{1,5})$/.exec(entry) ?? [];
    const key = serverKey(six ?? four ?? '', Number(port));
    if (key === undefined) rejected.push(entry);
    else keys.add(key);
  }
  return { keys, rejected };
}

const allowed = readAllowed(process.env.FRISE_ALLOWED_SERVERS).keys;

/** May this process open a TCP connection there? Read once, when the guard comes into force: nothing widens the list afterwards. */
function mayConnect(host, port) {
  if (isLocal(host)) return true;
  const key = serverKey(String(host).replace(/^\[|\]$/g, ''), Number(port));
  return key !== undefined && allowed.has(key);
}

function refusal() {
  return Object.assign(new Error('Connexion sortante refusée.'), { name: 'AppError', code: 'FRS-SY-003', status: 403 });
}

/** What `connect` was given: options, (port, host) or a path, which has no host; Node passes its own normalised array. */
function targetOf(args) {
  const given = Array.isArray(args[0]) ? args[0] : args;
  const [first, second] = given;
  if (typeof first === 'object' && first !== null) return first.path ? {} : { host: first.host, port: first.port };
  if (typeof first === 'string' && Number.isNaN(Number(first))) return {};
  return { host: typeof second === 'string' ? second : undefined, port: first };
}

function guardTcp() {
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function guardedConnect(...args) {
    const { host, port } = targetOf(args);
    if (mayConnect(host, port)) return connect.apply(this, args);
    process.nextTick(() => this.destroy(refusal()));
    return this;
  };
}

function guardUdp() {
  const { send, connect } = dgram.Socket.prototype;
  dgram.Socket.prototype.connect = function guardedConnect(port, address, callback) {
    if (typeof address === 'string' && !isLocal(address)) throw refusal();
    return connect.call(this, port, address, callback);
  };
  dgram.Socket.prototype.send = function guardedSend(...args) {
    // (message, [offset, length,] port, address, callback): the address is the only text past the message.
    const address = args.slice(1).find((each) => typeof each === 'string');
    if (!isLocal(address)) throw refusal();
    return send.apply(this, args);
  };
  dgram.Socket.prototype.addMembership = function refusedMembership() {
    throw refusal();
  };
}

/** An address is its own answer: no name server is asked, and a server may listen to one. */
function asksNobody(name) {
  return isLocal(name) || net.isIP(String(name)) !== 0;
}

function guardNames() {
  const lookup = dns.lookup;
  dns.lookup = function guardedLookup(name, options, callback) {
    const done = typeof options === 'function' ? options : callback;
    if (asksNobody(name)) return lookup.call(this, name, options, callback);
    process.nextTick(() => done(refusal()));
    return {};
  };
  const promisedLookup = dns.promises.lookup;
  dns.promises.lookup = async function guardedLookup(name, options) {
    if (!asksNobody(name)) throw refusal();
    return promisedLookup.call(this, name, options);
  };
  const asks = (name) => /^(resolve|reverse|lookupService)/.test(name);
  for (const holder of [dns, dns.Resolver.prototype])
    for (const name of Object.getOwnPropertyNames(holder).filter(asks))
      holder[name] = function refusedQuestion(...args) {
        process.nextTick(() => args.at(-1)(refusal()));
      };
  for (const holder of [dns.promises, dns.promises.Resolver.prototype])
    for (const name of Object.getOwnPropertyNames(holder).filter(asks))
      holder[name] = async function refusedQuestion() {
        throw refusal();
      };
}

function guardWorkers() {
  threads.Worker = class GuardedWorker extends threads.Worker {
    constructor(file, options = {}) {
      super(file, { ...options, execArgv: [...(options.execArgv ?? process.execArgv), '--require', __filename] });
    }
  };
}

if (globalThis[INSTALLED] !== true) {
  globalThis[INSTALLED] = true;
  guardTcp();
  guardUdp();
  guardNames();
  guardWorkers();
  syncBuiltinESMExports();
}

module.exports = { isLocal, mayConnect, readAllowed };
