import "server-only";
import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import pg from "pg";
import { repeatEvery } from "../lifecycle/repeat-every";
import { singleton } from "../lifecycle/singleton";

/** The channel of LISTEN and NOTIFY that all instances of a studio share. */
const channel = "pixomax_signals";
const reconnectEveryMs = 2_000;

type Signals = { heard: EventEmitter<Record<string, []>>; sent: EventEmitter<{ signal: [string] }> };
const signals = () =>
  singleton<Signals>("signals", () => {
    const heard = new EventEmitter<Record<string, []>>();
    heard.setMaxListeners(0); // one for each caller who waits
    return { heard, sent: new EventEmitter() };
  });

/**
 * Says that there is something new about `topic`, to this process at once and to the others through relaySignals. A hint that
 * may get lost (a process that is just connecting hears nothing), so whoever waits for it also looks now and then.
 */
export function sendSignal(topic: string): void {
  signals().heard.emit(topic);
  signals().sent.emit("signal", topic);
}

/** Calls `fn` at every signal about `topic`, of this process or another one. The returned function ends that. */
export function onSignal(topic: string, fn: () => void): () => void {
  const { heard } = signals();
  heard.on(topic, fn);
  return () => void heard.off(topic, fn);
}

type RelayOptions = { url: string; onError: (error: unknown) => void };

/**
 * Passes the signals of this process on to all that share the PostgreSQL database at `url`, and theirs to this one, on a
 * connection of its own that is opened again when it is lost. Signals are collected while one statement is under way, and never
 * part of a transaction: a NOTIFY makes its transaction wait for every other one's commit. Not for the embedded
 * database, where one session, and so one LISTEN, is everybody's. The returned function ends it.
 */
export function relaySignals({ url, onError }: RelayOptions): () => Promise<void> {
  const self = randomUUID();
  const waiting = new Set<string>();
  let client: pg.Client | null = null;

  const connect = async () => {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true, application_name: "pixomax signals" });
    fresh.on("error", () => {}); // "end" follows
    fresh.on("end", () => {
      if (client === fresh) client = null;
    });
    fresh.on("notification", ({ payload = "" }) => {
      const [from, topic] = payload.split(" ", 2);
      if (from !== self && topic) signals().heard.emit(topic);
    });
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${channel}`);
    } catch (error) {
      await fresh.end().catch(() => {});
      throw error;
    }
    client = fresh;
  };
  const relay = async () => {
    if (!client) await connect();
    if (waiting.size === 0) return;
    const payloads = [...waiting].map((topic) => `${self} ${topic}`);
    waiting.clear();
    await client?.query(`SELECT pg_notify('${channel}', payload) FROM unnest($1::text[]) AS payload`, [payloads]);
  };
  const relaying = repeatEvery(relay, reconnectEveryMs, { onError });
  const take = (topic: string) => {
    waiting.add(topic);
    relaying.wake();
  };
  signals().sent.on("signal", take);
  return async () => {
    signals().sent.off("signal", take);
    await relaying.stop();
    await client?.end();
  };
}
