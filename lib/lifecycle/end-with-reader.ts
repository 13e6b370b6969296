// Every program of the repository imports this, so that `npm run … | head` ends quietly: writing to whoever no longer reads fails with
// EPIPE, and an error that nobody handles ends a process with a stack.

let isEnding = false;

/** A program that stops in order on SIGTERM does so now; any other ends at once, with the code it would have had so far. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  // What it says while it stops fails too.
  if (isEnding) return;
  isEnding = true;
  if (process.listenerCount("SIGTERM") > 0) process.kill(process.pid, "SIGTERM");
  else process.exit();
}

process.stdout.on("error", endWithReader);
process.stderr.on("error", endWithReader);
