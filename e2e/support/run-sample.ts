import { execFile, execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { SampleLanguage } from "../../lib/contract/code-samples/sample-request";
import { repository } from "./start-studio";

/** How a person who copied the sample would run it: the file it is saved as, the command, and how to see whether that is there. */
const runners: Record<SampleLanguage, { file: string; command: string[]; probe: string[] }> = {
  curl: { file: "sample.sh", command: ["sh"], probe: ["curl", "--version"] },
  javascript: { file: "sample.mjs", command: [process.execPath], probe: [process.execPath, "--version"] },
  typescript: {
    file: "sample.mts",
    command: [process.execPath, path.join(repository, "node_modules/tsx/dist/cli.mjs")],
    probe: [process.execPath, "--version"],
  },
  python: { file: "sample.py", command: ["python3"], probe: ["python3", "-c", "import requests"] },
  php: { file: "sample.php", command: ["php"], probe: ["php", "-r", "exit(extension_loaded('curl') ? 0 : 1);"] },
  go: { file: "sample.go", command: ["go", "run"], probe: ["go", "version"] },
};

export function canRun(language: SampleLanguage): boolean {
  const [command = "", ...words] = runners[language].probe;
  try {
    execFileSync(command, words, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export type SampleRun = { code: number; stdout: string; stderr: string };

/** Saves the sample into `folder`, beside its photo, and runs it there. */
export async function runSample(language: SampleLanguage, sample: string, folder: string): Promise<SampleRun> {
  const { file, command } = runners[language];
  const [program = "", ...words] = command;
  await writeFile(path.join(folder, file), sample);
  return new Promise((resolve) => {
    execFile(program, [...words, file], { cwd: folder, timeout: 50_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
}
