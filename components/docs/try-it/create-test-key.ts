import { fetchJson } from "@/lib/client/api-client";
import { createdApiKeySchema } from "@/lib/contract/answers";

/** A new test key of the signed-in person: free, and its results are watermarked. */
export async function createTestKey(): Promise<string> {
  const body = { name: "Docs: try it", mode: "test" };
  return (await fetchJson("/api/console/keys", createdApiKeySchema, { method: "POST", body })).secret;
}
