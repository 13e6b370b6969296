import type { CommandNamed } from "../command-line/read-command";
import { connectStudio } from "../login/connect-studio";
import { findLogin } from "../login/find-login";
import { count } from "../screen/say";

export async function balance({ json }: CommandNamed<"balance">): Promise<void> {
  const { credits } = await connectStudio(await findLogin()).getAccount();
  const held = credits.held > 0 ? `, ${credits.held} held by jobs under way` : "";
  process.stdout.write(
    json ? `${JSON.stringify(credits)}\n` : `${count(credits.available, "credit")} available${held}\n`,
  );
}
