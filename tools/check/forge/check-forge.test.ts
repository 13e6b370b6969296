import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { findPrograms } from "../../../e2e/support/cluster/find-programs";

const root = path.resolve(import.meta.dirname, "../../..");
const copied = [".github", ".ci", ".devcontainer", ".env.example", ".nvmrc", "Dockerfile", ".dockerignore"].concat(
  ["compose.yaml", "compose.postgres.yaml", "deploy", "package.json", "package-lock.json", "app/api/health", "server"],
  ["SECURITY.md", "CONTRIBUTING.md", "DECISIONS.md", "CHANGELOG.md"],
);
/** The grammars take a second to load, and many times that on a busy machine. */
const checkTimeoutMs = 120_000;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "forge-"));
  for (const part of copied) cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  mkdirSync(path.join(folder, "models/training"), { recursive: true });
});

/** Replaces `from` once, and fails when it is not there: a breach that breaks nothing proves nothing. */
function breach(file: string, from: string, to: string): void {
  const at = path.join(folder, file);
  const before = readFileSync(at, "utf8");
  expect(before).toContain(from);
  writeFileSync(at, before.replace(from, to));
}

function listFaults(program = "check-forge.ts"): string[] {
  const command = ["--import", "tsx", `tools/check/forge/${program}`, folder];
  const { stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
  return stderr.trim().split("\n");
}

test(
  "syntax that Docker, Compose, GitHub or Dependabot would refuse is named, in each of their files",
  () => {
    breach("Dockerfile", "RUN npm ci\n", "RUNS npm ci\n");
    breach("compose.yaml", "restart: unless-stopped", "restarts: always");
    breach("compose.postgres.yaml", "healthcheck:", "healthchecks:");
    breach(".github/workflows/test.yml", "- run: .ci/run", "- runs: .ci/run");
    breach(".github/workflows/image.yml", "timeout-minutes: 20", "timeout-minute: 20");
    breach(".github/ISSUE_TEMPLATE/bug.yml", "type: textarea", "type: text");
    breach(".github/ISSUE_TEMPLATE/idea.yml", "id: today", "id: problem");
    breach(".github/ISSUE_TEMPLATE/config.yml", "contact_links: []", "contact_links: none");
    breach(".github/dependabot.yml", "interval: weekly", "interval: often");
    const told = listFaults().join("\n");
    for (const part of [
      "Unknown instruction: RUNS",
      "compose.yaml: line",
      "compose.postgres.yaml: line",
      "Unexpected value 'runs'",
      "Unexpected value 'timeout-minute'",
      "ISSUE_TEMPLATE/bug.yml: ",
      "ISSUE_TEMPLATE/idea.yml: the id problem is there twice",
      "ISSUE_TEMPLATE/config.yml: ",
      "dependabot.yml: ",
    ]) {
      expect(told).toContain(part);
    }
  },
  checkTimeoutMs,
);

test(
  "a file, script, setting, address or Node version that the product lacks is named",
  () => {
    breach("Dockerfile", "COPY . .", "COPY sources ./");
    breach("Dockerfile", "FROM node:24-bookworm-slim AS build", "FROM node AS build");
    breach("Dockerfile", "server/start.ts --build-only", "server/gone.ts --build-only");
    breach("Dockerfile", "HOST=0.0.0.0", "HOSTS=0.0.0.0");
    breach("Dockerfile", "USER node\n", "");
    breach("Dockerfile", "/api/health'", "/api/gone'");
    breach("Dockerfile", "VOLUME /data", "VOLUME /files");
    breach("Dockerfile", '"server/start.ts"]', '"server/start.ts", "--dev"]');
    breach("compose.yaml", "PORT:", "PORTS:");
    breach("compose.yaml", "- data:/data", "- files:/other");
    breach("compose.postgres.yaml", "service: studio", "service: gone");
    breach(".github/workflows/test.yml", "node: [20, 22, 24]", "node: [22, 24]");
    breach(".github/workflows/test.yml", "actions/checkout@v5", "actions/checkout@main");
    breach(".github/workflows/test.yml", "run: .ci/run", "run: .ci/gone");
    breach(".github/workflows/image.yml", "package-lock.json,", "yarn.lock,");
    breach(".github/pull_request_template.md", "CONTRIBUTING.md", "HOWTO.md");
    breach(".devcontainer/devcontainer.json", "npm run hooks", "npm run gone");
    breach(".github/dependabot.yml", "/models/training", "/models/gone");
    expect(listFaults()).toEqual([
      "Dockerfile: node needs a version",
      "Dockerfile: COPY: no sources",
      "Dockerfile: ENV: HOSTS is no setting of .env.example",
      "Dockerfile: no file server/gone.ts",
      "Dockerfile: the last stage runs as root",
      'Dockerfile: CMD is not "node --import tsx server/start.ts", as npm start is',
      "Dockerfile: HEALTHCHECK asks no address of the studio",
      "Dockerfile: VOLUME is not DATA_DIR",
      "compose.yaml: studio: volume files is not declared",
      "compose.yaml: studio: PORTS is no setting of .env.example",
      "compose.yaml: studio: DATA_DIR is in no volume",
      "compose.postgres.yaml: studio: extends a service that compose.yaml does not have",
      ".github/workflows/image.yml: no file yarn.lock",
      ".github/workflows/test.yml: actions/checkout@main names no major version",
      ".github/workflows/test.yml: no file .ci/gone",
      ".github/workflows/test.yml: Node 20 is not tried",
      ".github/dependabot.yml: no folder /models/gone",
      '.devcontainer/devcontainer.json: no npm script "gone"',
      ".github/pull_request_template.md: no file HOWTO.md",
    ]);
  },
  checkTimeoutMs,
);

test(
  "a dependency that nobody looks at every week is named",
  () => {
    breach(".github/dependabot.yml", "package-ecosystem: pip", "package-ecosystem: npm");
    breach(".github/dependabot.yml", "interval: weekly", "interval: monthly");
    breach(".github/dependabot.yml", '    groups:\n      actions:\n        patterns: ["*"]\n', "");
    expect(listFaults()).toEqual([
      ".github/dependabot.yml: nothing updates pip",
      ".github/dependabot.yml: npm is not updated weekly in groups",
      ".github/dependabot.yml: github-actions is not updated weekly in groups",
    ]);
  },
  checkTimeoutMs,
);

test(
  "what Kubernetes and systemd would ignore in deploy/, and what does not fit the product or its parts, is named",
  () => {
    const web = "deploy/systemd/pixomax-web@.service";
    breach("deploy/compose.yaml", "S3_LINKS: proxy", "S3_LINK: proxy");
    breach("deploy/compose.yaml", "stop_grace_period: 40s", "stop_grace_period: 35s");
    breach("deploy/compose.yaml", "./nginx/pixomax.conf", "./nginx/gone.conf");
    breach("deploy/env.example", "LINK_SECRET=", "LINKS_SECRET=");
    breach(
      "deploy/kubernetes/web.yaml",
      "value: web",
      "value: web\n            - name: ROLES\n              value: web",
    );
    breach("deploy/kubernetes/web.yaml", "path: /api/health/live", "path: /api/gone");
    breach("deploy/kubernetes/web.yaml", "terminationGracePeriodSeconds: 45", "terminationGracePeriodSeconds: 30");
    breach("deploy/kubernetes/worker.yaml", "name: settings", "name: setting");
    breach("deploy/kubernetes/network.yaml", "    app: pixomax\n    role: web", "    app: pixomax\n    role: webs");
    breach("deploy/kubernetes/autoscaling.yaml", "    name: worker\n  minReplicas", "    name: workers\n  minReplicas");
    breach("deploy/kubernetes/settings.yaml", "S3_REGION:", "S3_REGIONS:");
    breach(web, "ROLE=web", "ROLES=web");
    breach(web, "server/start.ts", "server/gone.ts");
    breach(web, "TimeoutStopSec=40", "TimeoutStopSec=20");
    breach("deploy/nginx/pixomax.conf", "client_max_body_size 36m", "client_max_body_size 25m");
    breach("deploy/nginx/pixomax.conf", "proxy_read_timeout 190s", "proxy_read_timeout 60s");
    breach("deploy/nginx/pixomax.conf", "keepalive_timeout 5s", "keepalive_timeout 10s");
    const told = listFaults();
    const studio = ["S3_LINK is no setting of .env.example", "killed after 35 s, and DRAIN_SECONDS and a stop take 40"];
    const drain = "DRAIN_SECONDS is not above the 10 s for which nginx keeps a connection";
    expect(told).toEqual([
      "deploy/compose.yaml: proxy: volume ./nginx/gone.conf is not declared",
      ...["web-1", "web-2"].flatMap((name) =>
        [...studio, drain].map((fault) => `deploy/compose.yaml: ${name}: ${fault}`),
      ),
      `deploy/compose.yaml: worker: ${studio[0]}`,
      "deploy/compose.yaml: deploy/env.example lacks LINK_SECRET",
      "deploy/compose.yaml: deploy/env.example: LINKS_SECRET is no setting of .env.example",
      "deploy/kubernetes: web: ROLES is no setting",
      "deploy/kubernetes: web: a probe asks /api/gone, no address of the studio",
      "deploy/kubernetes: web: killed after 30 s, and DRAIN_SECONDS and a stop take 45",
      "deploy/kubernetes: worker: no ConfigMap setting",
      "deploy/kubernetes: web selects no pods",
      "deploy/kubernetes: no Deployment workers",
      "deploy/kubernetes: S3_REGIONS is no setting of .env.example",
      `${web}: ROLES is no setting of .env.example`,
      `${web}: ExecStart is not "node --import tsx server/start.ts", as npm start is`,
      `${web}: killed after 20 s, and DRAIN_SECONDS and a stop take 40`,
      "deploy/nginx/pixomax.conf: refuses bodies that the studio takes",
      "deploy/nginx/pixomax.conf: gives up on answers that the studio still gives",
    ]);
    breach("deploy/kubernetes/web.yaml", "maxSurge: 1", "maxSurges: 1");
    expect(listFaults().join("\n")).toContain('Unrecognized key: "maxSurges"');
  },
  checkTimeoutMs,
);

test("what nginx or systemd itself would refuse is in their own words, where they are installed", ({ skip }) => {
  const before = listFaults("try-programs.ts").join("\n");
  expect(before).toBe("");
  breach("deploy/nginx/pixomax.conf", "proxy_http_version", "proxy_http_versions");
  breach("deploy/systemd/pixomax-web@.service", "ProtectClock", "ProtectClocks");
  const told = listFaults("try-programs.ts").join("\n");
  const found = findPrograms();
  if ("missing" in found && found.missing.includes("nginx")) skip("nginx is not installed here");
  expect(told).toContain('unknown directive "proxy_http_versions"');
  if (spawnSync("systemd-analyze", ["--version"]).error) skip("systemd-analyze is not installed here");
  expect(told).toContain("Unknown key 'ProtectClocks'");
});
