import { fetchBlob } from "./api-client";

/** Saves the outputs of these jobs as one ZIP. @throws {ApiProblem} */
export async function downloadArchive(jobIds: string[]): Promise<void> {
  await fetchBlob("/api/console/archives", { method: "POST", body: { jobIds } });
}
