// The commit-msg hook: a commit's subject is one line that fits into every list of commits.
//
//   node tools/hooks/check-subject.mjs FILE     the file that git wrote the message to
import { readFileSync } from "node:fs";

const longest = 72;

/** What is wrong with a commit message, in one sentence; null when nothing is.
 * @param {string} message */
export function findSubjectFault(message) {
  const [subject = "", second = ""] = message.split("\n").filter((line) => !line.startsWith("#"));
  // git writes these itself, or takes them away again when it rebases.
  if (/^(Merge|Revert|fixup!|squash!|amend!) /.test(subject)) return null;
  const length = [...subject].length;
  if (subject.trim() === "") return "The commit needs a subject.";
  if (length > longest) return `The subject has ${length} characters, at most ${longest}: move the why into the body.`;
  if (second.trim() !== "") return "An empty line belongs between the subject and the body.";
  return null;
}

if (process.argv[1] === import.meta.filename) {
  const fault = findSubjectFault(readFileSync(process.argv[2] ?? ".git/COMMIT_EDITMSG", "utf8"));
  if (fault) {
    console.error(fault);
    process.exitCode = 1;
  }
}
