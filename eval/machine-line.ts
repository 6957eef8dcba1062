import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What a timing is worth nothing without: processor, cores, memory, Node, and how busy the machine already was. */
export function machineLine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const [load = 0] = loadavg();
  return `machine: ${model}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}, load ${load.toFixed(1)}`;
}
