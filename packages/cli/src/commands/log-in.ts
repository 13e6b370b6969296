import type { LoginCommand } from "../command-line/define-program";
import { deleteConfigFile, findConfigFile, readConfigFile, writeConfigFile } from "../login/config-file";
import { connectStudio, suggestStudioUrl } from "../login/find-login";
import { readKey, readStudioUrl } from "../login/read-login";
import { formatCount, writeMessage } from "../screen/messages";
import { canPrompt, promptLine, readPipedLine } from "../screen/prompts";

/** Asks for what the command line does not give, checks it at the studio, stores it. */
export async function login(command: LoginCommand): Promise<void> {
  const url = readStudioUrl(command.url ?? (await requestUrl()));
  const key = readKey(command.key ?? (await requestKey()));
  if (sendsUnencrypted(url)) writeMessage(`Careful: ${url} is not https, so others on the way can read the key.`);
  const account = await connectStudio({ url, key }).getAccount();
  await writeConfigFile({ url, key });
  const { name, masked, mode } = account.key;
  writeMessage(`Logged in to ${url} with ${mode === "test" ? "test " : ""}key "${name}" (${masked}).`);
  writeMessage(`${formatCount(account.credits.available, "credit")} available. Stored in ${findConfigFile()}.`);
}

async function requestUrl(): Promise<string> {
  const suggested = await suggestStudioUrl(await readConfigFile().catch(() => null));
  if (!canPrompt()) return suggested;
  return (await promptLine(`Address of the studio [${suggested}]: `)).trim() || suggested;
}

async function requestKey(): Promise<string> {
  if (canPrompt()) return promptLine("API key (not shown): ", { hidden: true });
  return process.stdin.isTTY ? "" : readPipedLine();
}

function sendsUnencrypted(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && !/^(localhost|127\.[\d.]+|\[::1\]|.*\.localhost)$/.test(hostname);
}

/** Deletes what login stored. */
export async function logout(): Promise<void> {
  const deleted = await deleteConfigFile();
  writeMessage(deleted ? "Logged out: the key is deleted from this machine." : "You were not logged in.");
}
