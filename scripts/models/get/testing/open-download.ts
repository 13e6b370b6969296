import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Agent } from "undici";
import type { CatalogueEntry } from "../../../../lib/operator/upkeep/catalogue/read-catalogue";
import { type Download, downloadFile } from "../download-file";
import type { Network } from "../network";

/** Goes on at once, where a program pauses before it tries again. */
export const testNetwork = (more: Partial<Network> = {}): Network => ({
  dispatcher: new Agent(),
  stallMs: 10_000,
  retryMs: 0,
  isProtected: () => false,
  wait: async () => {},
  ...more,
});

export const entryFor = (content: Buffer, more: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  name: "painter",
  kind: "ddcolor-tiny",
  what: "A test",
  file: "file.onnx",
  bytes: content.length,
  sha256: createHash("sha256").update(content).digest("hex"),
  license: "Apache-2.0",
  nonCommercial: null,
  confirmedBy: "nobody",
  addresses: [],
  ...more,
});

/** A folder for a download, and what it says. */
export function openDownload() {
  const dir = mkdtempSync(path.join(tmpdir(), "download-"));
  const partPath = path.join(dir, "file.onnx.part");
  const said: string[] = [];
  return {
    dir,
    partPath,
    said,
    download: (entry: CatalogueEntry, addresses: string[], more: Partial<Download> = {}) =>
      downloadFile({
        ...{ entry, addresses, partPath, network: testNetwork(), onProgress: () => {} },
        say: (line) => said.push(line),
        ...more,
      }),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
