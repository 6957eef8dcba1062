/* global module, process, __filename */
'use strict';
/**
 * Refuses what would leave this machine, before any packet: TCP and UDP to another address than the loopback, and every question
 * to a name server. Local sockets (a path) stay open. Plain CommonJS on purpose: it must be in force in a thread before any loader
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

function refusal() {
  return Object.assign(new Error('Connexion sortante refusée.'), { name: 'AppError', code: 'FRS-SY-003', status: 403 });
}

/** What `connect` was given: options, (port, host) or a path; Node passes its own normalised array. */
function hostOf(args) {
  const given = Array.isArray(args[0]) ? args[0] : args;
  const [first, second] = given;
  if (typeof first === 'object' && first !== null) return first.path ? undefined : first.host;
  if (typeof first === 'string' && Number.isNaN(Number(first))) return undefined;
  return typeof second === 'string' ? second : undefined;
}

function guardTcp() {
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function guardedConnect(...args) {
    if (isLocal(hostOf(args))) return connect.apply(this, args);
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

function guardNames() {
  const lookup = dns.lookup;
  dns.lookup = function guardedLookup(name, options, callback) {
    const done = typeof options === 'function' ? options : callback;
    if (isLocal(name)) return lookup.call(this, name, options, callback);
    process.nextTick(() => done(refusal()));
    return {};
  };
  const promisedLookup = dns.promises.lookup;
  dns.promises.lookup = async function guardedLookup(name, options) {
    if (!isLocal(name)) throw refusal();
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

module.exports = { isLocal };
