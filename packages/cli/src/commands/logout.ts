import { deleteConfigFile } from "../login/config-file";
import { say } from "../screen/say";

export async function logout(): Promise<void> {
  say((await deleteConfigFile()) ? "Logged out: the key is deleted from this machine." : "You were not logged in.");
}
