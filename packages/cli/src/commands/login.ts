import type { CommandNamed } from "../command-line/read-command";
import { findConfigFile, readConfigFile, writeConfigFile } from "../login/config-file";
import { connectStudio } from "../login/connect-studio";
import { defaultStudioUrl } from "../login/find-login";
import { readKey, readStudioUrl } from "../login/read-login";
import { ask, canAsk, readPipedLine } from "../screen/ask";
import { count, say } from "../screen/say";

/** Asks for what the command line does not say, checks it at the studio, keeps it. */
export async function login(command: CommandNamed<"login">): Promise<void> {
  const url = readStudioUrl(command.url ?? (await askUrl()));
  const key = readKey(command.key ?? (await askKey()));
  if (sendsInTheOpen(url)) say(`Careful: ${url} is not https, the key can be read on its way.`);
  const account = await connectStudio({ url, key }).getAccount();
  await writeConfigFile({ url, key });
  const { name, masked, mode } = account.key;
  say(`Logged in to ${url} with ${mode === "test" ? "test " : ""}key "${name}" (${masked}).`);
  say(`${count(account.credits.available, "credit")} available. Kept in ${findConfigFile()}.`);
}

async function askUrl(): Promise<string> {
  const kept = await readConfigFile().catch(() => null);
  const suggested = process.env.PIXOMAX_URL || kept?.url || defaultStudioUrl;
  if (!canAsk()) return suggested;
  return (await ask(`Address of the studio [${suggested}]: `)).trim() || suggested;
}

async function askKey(): Promise<string> {
  if (canAsk()) return ask("API key (not shown): ", { hidden: true });
  return process.stdin.isTTY ? "" : readPipedLine();
}

function sendsInTheOpen(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && !/^(localhost|127\.[\d.]+|\[::1\]|.*\.localhost)$/.test(hostname);
}
