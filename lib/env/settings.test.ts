import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { readSettings } from "./settings";

let DATA_DIR: string;
beforeEach(() => {
  DATA_DIR = mkdtempSync(path.join(tmpdir(), "settings-"));
});
const read = (given: Record<string, string>) => readSettings({ NODE_ENV: "test", DATA_DIR, ...given });

describe("with nothing set", () => {
  it("the studio runs on this machine alone, by itself", () => {
    expect(read({})).toMatchObject({
      PORT: 3000,
      HOST: "127.0.0.1",
      COLORIZE_PROVIDER: "embedded",
      SIGNUP_CREDITS: 10,
    });
  });

  it("secrets are made once, kept, and readable by their owner only", () => {
    const { AUTH_SECRET, API_KEY_SECRET, LINK_SECRET } = read({});
    expect(new Set([AUTH_SECRET, API_KEY_SECRET, LINK_SECRET]).size).toBe(3);
    expect(read({})).toMatchObject({ AUTH_SECRET, API_KEY_SECRET, LINK_SECRET });
    expect(statSync(path.join(DATA_DIR, "secrets.json")).mode & 0o777).toBe(0o600);
  });
});

it("a blank value means not set, as in a compose file", () => {
  const settings = read({ PORT: "", PUBLIC_URL: "" });
  expect([settings.PORT, settings.PUBLIC_URL]).toEqual([3000, undefined]);
});

it("a secret from the environment wins over the generated one", () => {
  const LINK_SECRET = "from the environment, long enough";
  expect(read({ LINK_SECRET }).LINK_SECRET).toBe(LINK_SECRET);
});

it.each([
  [{ PORT: "http" }, /^PORT must be a whole number from 0 to 65535\. .*\.env\.example/],
  [{ MAINTENANCE: "yes" }, /^MAINTENANCE must be true or false\. /],
  [{ PUBLIC_URL: "studio.example.org" }, /^PUBLIC_URL must be an http or https URL, such as \S+\. /],
  [{ DATABASE_URL: "mysql://localhost/x" }, /^DATABASE_URL must be a postgresql:\/\/ URL\. /],
  [
    { SECURITY_CONTACT: "javascript:alert(1)" },
    /^SECURITY_CONTACT must be a mailto:, https: or tel: URI, such as \S+\. /,
  ],
  [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL must be one of debug, info, warn, error, silent\. /],
  [{ LINK_SECRET: "short" }, /^LINK_SECRET must be at least 32 characters\. /],
  [{ SIGNUP_CREDITS_PER_DAY: "9" }, /^SIGNUP_CREDITS_PER_DAY must be 0 or at least SIGNUP_CREDITS, .*\. /],
  [{ COLORIZE_PROVIDER: "pixomax" }, /^PIXOMAX_URL must be set when photos are given to the provider pixomax\. /],
  [{ ROLE: "api" }, /^ROLE must be one of all, web, worker\. /],
  [{ ROLE: "web", S3_BUCKET: "photos" }, /^DATABASE_URL must be set when ROLE is web\. /],
  [{ ROLE: "worker", DATABASE_URL: "postgresql://db/x" }, /^S3_BUCKET must be set when ROLE is worker\. /],
  [
    { S3_BUCKET: "photos", S3_ACCESS_KEY_ID: "id" },
    /^S3_SECRET_ACCESS_KEY must be set together with S3_ACCESS_KEY_ID\. /,
  ],
  [{ SMTP_URL: "smtp://mail.example" }, /^MAIL_FROM must be set together with SMTP_URL\. /],
  [{ SMTP_URL: "smtp://mail.example", MAIL_FROM: "a@b.example" }, /^PUBLIC_URL must be set together with SMTP_URL: /],
  [{ SMTP_URL: "http://mail.example" }, /^SMTP_URL must be an smtp:\/\/ or smtps:\/\/ URL\. /],
  [{ SMTP_URL: "smtp://me:50%@mail.example", MAIL_FROM: "a@b.example" }, /^SMTP_URL must have its user and password /],
  [{ MAIL_FROM: "a@b.example, c@d.example" }, /^MAIL_FROM must be an address, such as /],
  [{ MAIL_FROM: "Studio <a@b.example>\r\nBcc: c@d.example" }, /^MAIL_FROM must be an address, such as /],
  [{ S3_SECRET_ACCESS_KEY: "secret" }, /^S3_ACCESS_KEY_ID must be set together with S3_SECRET_ACCESS_KEY\. /],
  [{ REDIS_URL: "localhost:6379" }, /^REDIS_URL must be a redis:\/\/ or rediss:\/\/ URL\. /],
  [{ METRICS_TOKEN: "short" }, /^METRICS_TOKEN must be at least 16 characters\. /],
] as const)("%o stops the start with one sentence that names it", (given, sentence) => {
  expect(() => read(given)).toThrow(sentence);
});

it.each(["web", "worker"])("ROLE=%s is one of several, with a database and a storage for all", (ROLE) => {
  expect(read({ ROLE, DATABASE_URL: "postgresql://db/x", S3_BUCKET: "photos" })).toMatchObject({ ROLE });
});

it("a contact cannot add a line to security.txt", () => {
  const { SECURITY_CONTACT } = read({
    SECURITY_CONTACT: "https://studio.example.org/report\nCanonical: https://evil.example",
  });
  expect(SECURITY_CONTACT).not.toContain("\n");
});
