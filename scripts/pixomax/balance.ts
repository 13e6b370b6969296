import { connectStudio } from "./connect-studio";
import { findLogin } from "./find-login";
import type { CommandNamed } from "./read-command";
import { count } from "./say";

export async function balance({ json }: CommandNamed<"balance">): Promise<void> {
  const { credits } = await connectStudio(await findLogin()).getAccount();
  const held = credits.held > 0 ? `, ${credits.held} held by jobs under way` : "";
  process.stdout.write(
    json ? `${JSON.stringify(credits)}\n` : `${count(credits.available, "credit")} available${held}\n`,
  );
}
