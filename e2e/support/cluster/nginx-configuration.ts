import { readFileSync } from "node:fs";
import path from "node:path";

/** Addresses that take the place of the sample's: where nginx listens, and its web instances. */
export type NginxAddresses = { listen: string; webs: readonly string[] };

/**
 * A whole configuration around the sample in deploy/nginx of the product at `root`, for an nginx that writes nothing outside its own
 * folder. Of the sample only the addresses change.
 * @throws when the sample is not as expected: something else would be tried then
 */
export function writeNginxConfiguration(root: string, { listen, webs }: NginxAddresses): string {
  const sample = readFileSync(path.join(root, "deploy/nginx/pixomax.conf"), "utf8");
  const servers = [...sample.matchAll(/^ *server web-\d+:3000( .*;)$/gm)];
  const [first, last] = [servers[0], servers.at(-1)];
  if (!first || !last || !/^ *listen 80;$/m.test(sample))
    throw new Error("deploy/nginx/pixomax.conf lacks its addresses");
  const lines = webs.map((web) => `  server ${web}${first[1]}`).join("\n");
  const site = sample.slice(0, first.index) + lines + sample.slice(last.index + last[0].length);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${name};`);
  return [
    "pid nginx.pid;",
    "error_log stderr warn;",
    "worker_processes 1;",
    "events { worker_connections 1024; }",
    "http {",
    "access_log off;",
    ...temporary,
    site.replace(/^( *)listen 80;$/m, `$1listen ${listen};`),
    "}",
  ].join("\n");
}
