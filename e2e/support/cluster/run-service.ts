import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** Who a server runs as: PostgreSQL refuses to run as root. */
export type RunAs = { uid: number; gid: number } | undefined;
export type Service = { pid: number; output(): string; stop(signal?: NodeJS.Signals): Promise<void> };

const startMs = 30_000;
/** After that a server that does not stop is killed. */
const stopMs = 10_000;

/** A port of 127.0.0.1 that nothing listens on now. */
export async function findFreePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

function collectOutput(child: ChildProcess): () => string {
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-100_000);
    });
  }
  return () => printed;
}

/** Runs a program to its end. @throws what it printed, when it fails */
export async function runToEnd(command: string, args: string[], runAs?: RunAs): Promise<void> {
  const child = spawn(command, args, { ...runAs, stdio: ["ignore", "pipe", "pipe"] });
  const output = collectOutput(child);
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${output()}`);
}

/**
 * Starts a server and resolves when it accepts connections at `port` of 127.0.0.1. It ends with this process.
 * @param stopSignal what asks it to end in order
 */
export async function startService(
  command: string,
  args: string[],
  { port, runAs, stopSignal = "SIGTERM" }: { port: number; runAs?: RunAs; stopSignal?: NodeJS.Signals },
): Promise<Service> {
  // In a group of its own: Ctrl-C in a terminal reaches the cluster alone, which stops its parts in order.
  const child = spawn(command, args, { ...runAs, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const output = collectOutput(child);
  const failed = once(child, "error").then(([error]: unknown[]) => Promise.reject(error));
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);
  await Promise.race([waitForPort(port, () => child.exitCode === null && child.signalCode === null), failed]).catch(
    (error: unknown) => {
      child.kill("SIGKILL");
      throw new Error(`${command}: ${String(error)}\n${output()}`);
    },
  );
  failed.catch(() => {});
  const stop = async (signal = stopSignal) => {
    process.removeListener("exit", killWithUs);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), stopMs);
    await ended;
    clearTimeout(late);
  };
  return { pid: child.pid ?? 0, output, stop };
}

async function waitForPort(port: number, isAlive: () => boolean): Promise<void> {
  const until = performance.now() + startMs;
  while (!(await answersAt(port))) {
    if (!isAlive()) throw new Error("ended before it accepted connections");
    if (performance.now() > until) throw new Error(`does not accept connections after ${startMs / 1000} s`);
    await wait(50);
  }
}

function answersAt(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
