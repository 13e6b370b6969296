import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readSettings } from "../env/settings";
import { explainSettings } from "./explain-settings";
import { listFixedSettings } from "./list-settings";

const DATA_DIR = mkdtempSync(path.join(tmpdir(), "explain-"));
const settingsOf = (given: Record<string, string> = {}) => readSettings({ DATA_DIR, ...given });
const explain = (given: Record<string, string> = {}, usableBytes = 100e9) =>
  explainSettings({ settings: settingsOf(given), usableBytes, now: new Date("2026-11-29T12:00:00Z") });

/** A studio that nothing is wrong with. */
const good = {
  PUBLIC_URL: "https://studio.example.org",
  TRUST_PROXY: "true",
  SMTP_URL: "smtp://mail.example.org:587",
  MAIL_FROM: "studio@example.org",
  OPERATOR_CONTACT: "mailto:studio@example.org",
  SECURITY_CONTACT: "mailto:studio@example.org",
};

/** Without an address there is no mail either: its links would lead nowhere. */
const withoutAddress = { PUBLIC_URL: "", TRUST_PROXY: "", SMTP_URL: "", MAIL_FROM: "" };

describe("what is told about the settings", () => {
  test("nothing, where nothing is wrong", () => {
    expect(explain(good)).toEqual([]);
  });

  test("of a studio on one's own machine: notes, and nothing that is wrong or risky", () => {
    expect(explain().map(({ level, names }) => [level, ...names])).toEqual([
      ["note", "SMTP_URL"],
      ["note", "OPERATOR_CONTACT"],
      ["note", "SECURITY_CONTACT"],
    ]);
  });

  test.each<[string, Record<string, string>, string, string[]]>([
    [
      "Stripe without its webhook",
      { STRIPE_SECRET_KEY: "sk_test_1" },
      "wrong",
      ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
    ],
    [
      "Stripe's webhook alone",
      { STRIPE_WEBHOOK_SECRET: "whsec_12345678" },
      "wrong",
      ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
    ],
    [
      "open to others, without its own address",
      { ...withoutAddress, HOST: "0.0.0.0" },
      "risky",
      ["PUBLIC_URL", "HOST"],
    ],
    ["passwords in the clear", { PUBLIC_URL: "http://studio.example.org" }, "risky", ["PUBLIC_URL"]],
    ["a proxy that is not trusted", { TRUST_PROXY: "" }, "risky", ["TRUST_PROXY", "PUBLIC_URL"]],
    [
      "anybody who says to be a proxy",
      { ...withoutAddress, HOST: "0.0.0.0", TRUST_PROXY: "true" },
      "risky",
      ["TRUST_PROXY", "HOST"],
    ],
    ["nothing colors photos", { COLORIZE_PROVIDER: "none" }, "risky", ["COLORIZE_PROVIDER"]],
    ["nothing is logged", { LOG_LEVEL: "silent" }, "risky", ["LOG_LEVEL"]],
    ["no API", { API_ENABLED: "false" }, "note", ["API_ENABLED"]],
    ["closed", { MAINTENANCE: "true", MAINTENANCE_UNTIL: "2026-11-29T13:00:00Z" }, "note", ["MAINTENANCE"]],
    [
      "closed for longer than announced",
      { MAINTENANCE: "true", MAINTENANCE_UNTIL: "2026-11-29T12:00:00+01:00" },
      "wrong",
      ["MAINTENANCE"],
    ],
  ])("%s", (_, given, level, names) => {
    const found = explain({ ...good, ...given }).find((one) => one.names.join() === names.join());
    expect(found?.level).toBe(level);
    expect(found?.todo).toMatch(/\.$/);
  });

  test("live payments need an https address", () => {
    const live = { STRIPE_SECRET_KEY: "sk_live_1", STRIPE_WEBHOOK_SECRET: "whsec_12345678" };
    const names = (given: Record<string, string>) => explain({ ...good, ...live, ...given }).map((one) => one.names[0]);
    expect(names({})).toEqual([]);
    expect(names(withoutAddress)).toContain("STRIPE_SECRET_KEY");
  });

  test("a disk that is full is wrong, one that will be soon is risky; the worst comes first", () => {
    expect(explain(good, 1e9)).toMatchObject([
      { level: "risky", says: "Photos have 1.0 GB left on the disk of DATA_DIR." },
    ]);
    expect(explain({ ...good, LOG_LEVEL: "silent" }, -1)).toMatchObject([{ level: "wrong" }, { level: "risky" }]);
  });
});

describe("the settings that are shown", () => {
  const secret = "a-secret-that-nobody-may-read-0123456789";
  const given = {
    DATABASE_URL: `postgresql://studio:${secret}@db.example:5432/studio`,
    REDIS_URL: `redis://:${secret}@redis:6379`,
    SMTP_URL: `smtp://user:${secret}@mail.example.org:587`,
    MAIL_FROM: "studio@example.org",
    PUBLIC_URL: "https://studio.example.org",
    S3_BUCKET: "photos",
    S3_ACCESS_KEY_ID: "AKIA1",
    S3_SECRET_ACCESS_KEY: secret,
    METRICS_TOKEN: secret,
    PIXOMAX_API_KEY: secret,
    GITHUB_CLIENT_ID: "studio",
    GITHUB_CLIENT_SECRET: secret,
    GOOGLE_CLIENT_ID: "studio",
    GOOGLE_CLIENT_SECRET: secret,
    OIDC_ISSUER: "https://id.example",
    OIDC_CLIENT_ID: "studio",
    OIDC_CLIENT_SECRET: secret,
    STRIPE_SECRET_KEY: "sk_test_abcdefghijkl1234",
    STRIPE_WEBHOOK_SECRET: `whsec_${secret}`,
    AUTH_SECRET: secret,
  };
  const shown = listFixedSettings(settingsOf(given));
  const one = (name: string) => shown.find((setting) => setting.name === name);

  test("have no secret, neither one that was given nor one that the studio made", () => {
    const { API_KEY_SECRET, LINK_SECRET } = settingsOf(given);
    const text = JSON.stringify(shown);
    for (const hidden of [secret, "abcdefgh", API_KEY_SECRET, LINK_SECRET]) expect(text).not.toContain(hidden);
    expect(one("STRIPE_SECRET_KEY")).toMatchObject({ shown: "sk_test_…1234", source: "environment" });
    expect(one("LINK_SECRET")).toMatchObject({ shown: "set", source: "made" });
    expect(one("DATABASE_URL")?.shown).toBe("postgresql://…@db.example:5432/studio");
  });

  test("say where each comes from, and what is not there", () => {
    expect(one("PORT")).toEqual({ name: "PORT", shown: "3000", source: "default" });
    expect(one("S3_BUCKET")).toEqual({ name: "S3_BUCKET", shown: "photos", source: "environment" });
    expect(one("S3_ENDPOINT")).toEqual({ name: "S3_ENDPOINT", shown: null, source: "default" });
    expect(one("RETENTION_HOURS")).toBeUndefined();
  });
});
