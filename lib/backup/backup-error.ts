/** A backup cannot be made or restored. The message says why, what to do, and what was left behind. */
export class BackupError extends Error {}
