/** Names of what the browser has read; a change of one thing invalidates by these. */
export const queryKeys = {
  balance: ["balance"] as const,
  capabilities: ["capabilities"] as const,
  jobs: ["jobs"] as const,
  workbenchJobs: ["jobs", "workbench"] as const,
  keys: ["keys"] as const,
  movements: ["movements"] as const,
  billing: ["billing"] as const,
  ledger: ["ledger"] as const,
  usage: ["usage"] as const,
  webhooks: ["webhooks"] as const,
  purchases: ["purchases"] as const,
};
