import pg from "pg";
import { expect, test, vi } from "vitest";
import { setUpSharedDatabase } from "../testing/set-up";
import { onSignal, relaySignals, sendSignal } from "./signals";

const fresh = setUpSharedDatabase();

test.skipIf(!process.env.TEST_DATABASE_URL)(
  "on PostgreSQL signals go to all instances and come from them, also after the connection was lost",
  async () => {
    const heard: string[] = [];
    const forget = onSignal("queue:ask", () => heard.push("ask"));
    const end = relaySignals({ url: fresh.url, onError() {} });
    const other = new pg.Client({ connectionString: fresh.url });
    await other.connect();
    await other.query("LISTEN pixomax_signals");
    const notified: string[] = [];
    other.on("notification", ({ payload }) => notified.push(payload?.split(" ")[1] ?? ""));
    const reaches = async () => {
      await other.query("NOTIFY pixomax_signals, 'another queue:ask'");
      expect(heard).not.toEqual([]);
    };
    await vi.waitFor(reaches, 5_000);
    await other.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pixomax signals' AND datname = current_database()",
    );
    heard.length = 0;
    await vi.waitFor(reaches, 5_000);
    sendSignal("queue:colorize");
    await vi.waitFor(() => expect(notified).toContain("queue:colorize"), 5_000);
    forget();
    await end();
    await other.end();
  },
);
